namespace Sharpkeras.Layers;

/// <summary>
/// Whether an equation of a dense layer is a product of a matrix with the kernel as it lies: <c>abc,cde-&gt;abde</c>. Then no axes change their
/// places, and the bias is added while the sums are in registers.
/// </summary>
internal static class EinsumProduct
{
    /// <summary>The numbers of axes that are summed over and that come from the kernel; null where it is another equation.</summary>
    public static (int Summed, int Added)? Of(string equation)
    {
        string[] sides = equation.Split("->");
        string[] terms = sides[0].Split(',');
        (string input, string kernel, string output) = (terms[0], terms[1], sides[1]);
        for (int summed = 1; summed < kernel.Length; summed++)
        {
            string added = kernel[summed..];
            if (input.EndsWith(kernel[..summed], StringComparison.Ordinal) && output == input[..^summed] + added && output.Length > added.Length)
            {
                return (summed, added.Length);
            }
        }

        return null;
    }
}
