namespace Sharpkeras.Benchmarks.Comparison;

/// <summary>Which goals stand for which figures.</summary>
/// <param name="vectorBits">The width of the machine's vectors: with wider ones more is asked for.</param>
internal sealed class Goals(int vectorBits)
{
    /// <summary>The goals of a figure; none for most.</summary>
    public IReadOnlyList<Goal> Of(string figure) => figure switch
    {
        "lenet" => [Goal.Floor(1.5), Goal.Than(Round.TorchSharp, vectorBits >= 512 ? 5 : 4)],
        "evaluate" => [Goal.Than(Round.OnnxRuntime, 1.5)],
        "predict_one" => [Goal.Within(Round.OnnxRuntime, 1.5), Goal.Than(Round.TorchSharp, 3)],
        "predict_one_allocated" => [Goal.AtMost(4096)],
        "vgg3" or "resblock" => [Goal.Floor(1.4), Goal.Than(Round.TorchSharp, 1)],
        "gemm_1024_one_thread" or "gemm_2048_one_thread" => [Goal.Peak(0.88)],
        "gemm_1024" or "gemm_2048" => [Goal.Peak(0.85)],
        "mlp" => [Goal.Than(Round.TorchSharp, 1.2)],
        "overhead" or "overhead_tape" => [Goal.Than(Round.TorchSharp, 4)],
        "memory" => [Goal.AtMost(650)],
        "memory_pipeline" => [Goal.AtMost(180)],
        "startup" or "startup_native" => [Goal.Than(Round.TorchSharp, 3)],
        _ => [],
    };
}
