using Microsoft.ML.OnnxRuntime;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>LeNet as ONNX Runtime runs it fastest: all optimizations, inputs and outputs in memory of the program, without copies.</summary>
internal sealed class LeNetSession : IDisposable
{
    public const int Pixels = 32 * 32;
    public const int Classes = 10;

    private static readonly string[] Inputs = ["x"];
    private static readonly string[] Outputs = ["p"];

    private readonly InferenceSession session;
    private readonly RunOptions run = new();

    public LeNetSession()
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        session = new InferenceSession(Path.Combine(AppContext.BaseDirectory, "lenet.onnx"), options);
    }

    /// <summary>Threads of sessions to come.</summary>
    public static int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>A window on memory of the program.</summary>
    public static OrtValue Over(Memory<float> memory, params long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);

    /// <summary>Probabilities of images.</summary>
    public void Run(OrtValue images, OrtValue probabilities) => session.Run(run, Inputs, [images], Outputs, [probabilities]);

    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
    }
}
