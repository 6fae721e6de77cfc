using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>A number that meets a symbolic tensor in an operation.</summary>
internal sealed class ConstantSymbol(double value) : Symbol
{
    public double Value => value;

    public override string Origin => Text.Of(value);
}
