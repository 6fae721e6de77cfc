using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// Sums of products by Einstein's convention: axes with the same label run together, and labels that the result does not have are
    /// summed over. Products of two operands become products of matrices.
    /// </summary>
    /// <param name="subscripts">
    /// A term of labels for each operand, and the result after an arrow: <c>bij,bjk-&gt;bik</c>. A label twice in a term is a diagonal; an
    /// ellipsis stands for axes that broadcast. Without the arrow the result has the labels that occur once, in alphabetical order.
    /// </param>
    /// <param name="operands">Tensors of one numeric type.</param>
    /// <returns>The axes of the result's labels.</returns>
    /// <exception cref="ArgumentException">The equation is wrong, or does not fit the operands.</exception>
    /// <exception cref="ShapeException">Axes with the same label have different lengths.</exception>
    /// <example><code>Tensor product = Ops.Einsum("bij,bjk->bik", a, b);</code></example>
    public static Tensor Einsum(string subscripts, params ReadOnlySpan<Tensor> operands)
    {
        if (operands.Length == 0)
        {
            throw new ArgumentException($"einsum — needs at least one operand. Received none for '{subscripts}'.", nameof(operands));
        }

        if (Op.IsSymbolic(operands))
        {
            return Op.Compose("einsum", operands.ToArray(), own => Einsum(subscripts, own), arguments: null);
        }

        EinsumEquation equation = EinsumEquation.Parse(subscripts, operands);
        var terms = new List<EinsumTerm>();
        for (int i = 0; i < operands.Length; i++)
        {
            Check.Numeric(operands[i], "einsum");
            Check.SameDType(operands[0], operands[i], "einsum");
            terms.Add(new EinsumTerm(operands[i], equation.Operands[i]).Diagonal());
        }

        EinsumTerm.CheckLengths(terms, subscripts);
        while (terms.Count > 1)
        {
            var (first, second) = EinsumTerm.Cheapest(terms, equation.Result);
            EinsumTerm a = terms[first];
            EinsumTerm b = terms[second];
            terms.RemoveAt(second);
            terms.RemoveAt(first);
            string kept = equation.Result + string.Concat(terms.Select(term => term.Labels));
            terms.Add(a.Times(b, kept));
        }

        return terms[0].SumTo(equation.Result).Order(equation.Result).Value;
    }
}
