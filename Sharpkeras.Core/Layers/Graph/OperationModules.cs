namespace Sharpkeras.Layers;

/// <summary>
/// Keras's modules of operations (3.15), where its files look for their classes. Those that are not named here are in <c>numpy</c>; of a few,
/// such as <c>squared_difference</c>, Keras has none, and only this framework reads them back.
/// </summary>
internal static class OperationModules
{
    private const string Root = "keras.src.ops.";

    private static readonly HashSet<string> Core = ["cast", "associative_scan", "scan", "scatter", "scatter_update", "slice", "slice_update", "stop_gradient", "unstack"];

    private static readonly HashSet<string> Math =
    [
        "erf", "erfinv", "in_top_k", "logdet", "logsumexp", "rsqrt", "segment_max", "segment_min", "segment_prod", "segment_sum", "top_k",
    ];

    private static readonly HashSet<string> NeuralNetwork =
    [
        "adaptive_average_pool", "adaptive_max_pool", "average_pool", "binary_crossentropy", "categorical_crossentropy", "celu", "conv",
        "conv_transpose", "depthwise_conv", "dot_product_attention", "elu", "gelu", "glu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_tanh", "leaky_relu",
        "log_sigmoid", "log_softmax", "max_pool", "moments", "multi_hot", "normalize", "one_hot", "relu", "relu6", "selu", "separable_conv", "sigmoid", "silu",
        "soft_shrink", "softmax", "softplus", "softsign", "sparse_categorical_crossentropy", "sparse_plus", "sparse_sigmoid", "sparsemax", "squareplus",
        "tanh_shrink", "threshold",
    ];

    private static readonly HashSet<string> LinearAlgebra = ["cholesky", "cholesky_inverse", "det", "eigh", "inv", "lstsq", "matrix_rank", "norm", "pinv", "qr", "solve", "solve_triangular"];

    /// <summary>The module of an operation, by its name.</summary>
    public static string Of(string operation) => Root + (
        NeuralNetwork.Contains(operation) ? "nn"
        : Core.Contains(operation) ? "core"
        : Math.Contains(operation) ? "math"
        : LinearAlgebra.Contains(operation) ? "linalg"
        : operation == "resize" ? "image"
        : "numpy");
}
