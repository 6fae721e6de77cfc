using Sharpkeras.Layers;

namespace Sharpkeras;

/// <summary>What concerns the whole process.</summary>
public static class Keras
{
    /// <summary>
    /// The beginning of a functional model: a symbolic tensor, which has a shape but no values. Layers and operations make others of it; a
    /// <see cref="Models.Functional"/> computes them. TensorFlow 1's placeholder.
    /// </summary>
    /// <param name="shape">The shape of one sample; −1 for a dimension that varies. Leave it out when <paramref name="batchShape"/> is given.</param>
    /// <param name="batchSize">The number of samples, when it is fixed, positive.</param>
    /// <param name="dtype">The element type.</param>
    /// <param name="batchShape">The shape with the batch.</param>
    /// <param name="name">The name of the input layer, by which data may be given.</param>
    /// <returns>[batch, …], symbolic.</returns>
    /// <exception cref="ArgumentException">Neither or both shapes are given, or the number of samples is not positive.</exception>
    /// <example><code>Tensor image = Keras.Input([28, 28, 1], name: "image");</code></example>
    public static Tensor Input(Shape? shape = null, int? batchSize = null, DType dtype = DType.Float32, Shape? batchShape = null, string? name = null) =>
        new InputLayer(shape, batchSize, dtype, batchShape, name).Symbol;

    /// <summary>Begins to count the names of layers anew: the next Dense is <c>dense</c> again.</summary>
    public static void ClearSession() => LayerNames.Clear();

    /// <summary>
    /// Seeds everything that draws random numbers without a seed of its own from here on: initializers, dropout, shuffling. The same
    /// seed and program give the same numbers, on any number of threads.
    /// </summary>
    public static void SetRandomSeed(int seed) => SeedGenerator.SeedProcess(seed);
}
