using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>All operations with their references: a new operation needs a row here.</summary>
internal static partial class OpTable
{
    /// <summary>More than a vector of any width, and no multiple of one.</summary>
    private static readonly Shape Odd = [2, 37];

    public static IEnumerable<OpRow> Rows =>
    [
        .. Unary(),
        .. Binary(),
        .. Comparisons(),
        .. Functions(),
        .. Activations(),
        .. Reductions(),
        .. Movements(),
        .. Products(),
        .. Windows(),
        .. MoreConvolutions(),
        .. AdaptivePooling(),
        .. Resizing(),
        .. Normalizations(),
        .. Losses(),
        .. Orders(),
        .. RunningFolds(),
        .. Einsums(),
        .. Borders(),
        .. Arrangements(),
        .. Scatters(),
        .. Statistics(),
        .. NanFolds(),
        .. TensorProducts(),
        .. Attention(),
        .. Recurrent(),
        .. LinearAlgebra(),
        .. Decompositions(),
    ];

    private static OpInput Whole(Shape shape, int low, int high, DType dtype) => new(shape, low, high, dtype);

    private static Nd Map(Nd x, Func<double, double> function) => new(x.Shape, [.. x.Data.Select(function)]);

    private static Nd Zip(Nd a, Nd b, Shape shape, Func<double, double, double> function) =>
        Nd.Of(shape, index => function(a.Broadcast(index), b.Broadcast(index)));
}
