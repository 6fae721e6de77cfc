using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>A row of the op table: an operation, its inputs, and what it computes, written with plain loops.</summary>
internal sealed record OpRow(string Name, Func<Tensor[], Tensor> Function, OpInput[] Inputs, Func<Nd[], Nd> Reference)
{
    /// <summary>Whether the gradient is compared with differences.</summary>
    public bool HasGradient { get; init; } = true;

    /// <summary>
    /// What float32 may be off: 10⁻⁵ of the value, and 10⁻⁵ where sums cancel. Rows with long sums or steep functions say more.
    /// </summary>
    public double Tolerance32 { get; init; } = 1e-5;

    public override string ToString() => $"{Name} {string.Join(' ', Inputs.Select(input => input.Shape.ToString()))}";
}
