namespace Sharpkeras;

/// <summary>
/// All operations, one file each. Where the first argument is a tensor they are extension methods: <c>x.Reshape([2, 3])</c> and
/// <c>Ops.Reshape(x, [2, 3])</c> are the same.
/// </summary>
public static partial class Ops
{
}
