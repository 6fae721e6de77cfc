using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>
/// How the gradient of each operation is tried. Functions of one or of two tensors that need no row are tried with any shapes and with the
/// numbers of <see cref="Ranges"/>; all others have a row here, or stand in <see cref="Without"/> with the reason.
/// </summary>
internal static partial class GradientTable
{
    private static readonly Range Usual = new(-2, 2);

    private static readonly Lazy<GradientRow[]> Table = new(All);

    public static IReadOnlyList<GradientRow> Rows => Table.Value;

    public static IEnumerable<NoGradient> Without => WithoutGradient();

    private static GradientRow[] All()
    {
        GradientRow[] rows =
        [
            .. Functions(),
            .. Reductions(),
            .. Movements(),
            .. Products(),
            .. Windows(),
            .. MoreConvolutions(),
            .. Losses(),
            .. Activations(),
            .. Structures(),
            .. Matrices(),
        ];
        HashSet<string> named = [.. rows.Select(row => row.Method), .. WithoutGradient().Select(item => item.Method)];
        return
        [
            .. OpMethods.All.Where(method => OpMethods.IsElementwise(method, 1) && !named.Contains(OpMethods.Key(method))).Select(Unary),
            .. OpMethods.All.Where(method => OpMethods.IsElementwise(method, 2) && !named.Contains(OpMethods.Key(method))).Select(Binary),
            .. rows,
        ];
    }

    private static GradientRow Unary(MethodInfo method)
    {
        var function = method.CreateDelegate<Func<Tensor, Tensor>>();
        Range range = RangesOf(method, 1)[0];
        return new GradientRow(OpMethods.Key(method), Shapes.Any.Select(shape => new Trial("", x => function(x[0]), range.Input(shape))));
    }

    private static GradientRow Binary(MethodInfo method)
    {
        var function = method.CreateDelegate<Func<Tensor, Tensor, Tensor>>();
        Range[] ranges = RangesOf(method, 2);
        return new GradientRow(OpMethods.Key(method), Shapes.Pair.Select(pair =>
            new Trial("", x => function(x[0], x[1]), ranges[0].Input(pair.A), ranges[1].Input(pair.B))));
    }

    /// <summary>The ranges of a method's inputs; one that is given stands for all.</summary>
    private static Range[] RangesOf(MethodInfo method, int inputs)
    {
        Range[] given = Ranges.GetValueOrDefault(method.Name, [Usual]);
        return given.Length == inputs ? given : [.. Enumerable.Repeat(given[0], inputs)];
    }

    private static OpInput Floats(Shape shape) => Usual.Input(shape);

    private static OpInput Whole(Shape shape, int high) => new(shape, 0, high, DType.Int32);

    /// <summary>Where numbers are drawn from, and which numbers are left out because the derivative jumps there.</summary>
    private sealed record Range(double Low, double High, params double[] Kinks)
    {
        public OpInput Input(Shape shape) => new(shape, Low, High) { Kinks = Kinks };
    }
}
