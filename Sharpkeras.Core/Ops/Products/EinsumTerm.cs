using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>A tensor with a label for each axis, and the steps of sums of products.</summary>
internal readonly record struct EinsumTerm(Tensor Value, string Labels)
{
    /// <summary>Labels have one length each; those of ellipses may also have length 1.</summary>
    /// <exception cref="ShapeException">Lengths differ.</exception>
    public static void CheckLengths(List<EinsumTerm> terms, string subscripts)
    {
        var lengths = new Dictionary<char, int>();
        foreach (EinsumTerm term in terms)
        {
            for (int axis = 0; axis < term.Labels.Length; axis++)
            {
                char label = term.Labels[axis];
                int length = term.Value.Shape[axis];
                int known = lengths.GetValueOrDefault(label, length);
                bool broadcast = char.IsAsciiDigit(label) && (known == 1 || length == 1);
                if (known != length && !broadcast)
                {
                    throw new ShapeException(
                        $"einsum — axes with one label must have one length. Received {Text.Of(known)} and {Text.Of(length)} "
                        + (char.IsAsciiDigit(label) ? $"in an ellipsis of '{subscripts}'." : $"for '{label}' of '{subscripts}'."));
                }

                lengths[label] = known == 1 ? length : known;
            }
        }
    }

    /// <summary>The pair whose product adds the fewest elements to what it takes away; of equal ones the first.</summary>
    public static (int First, int Second) Cheapest(List<EinsumTerm> terms, string result)
    {
        (int First, int Second) best = (0, 1);
        double least = double.PositiveInfinity;
        for (int i = 0; i < terms.Count; i++)
        {
            for (int j = i + 1; j < terms.Count && terms.Count > 2; j++)
            {
                string others = result + string.Concat(terms.Where((_, at) => at != i && at != j).Select(term => term.Labels));
                double cost = terms[i].SizeWith(terms[j], others) - terms[i].Value.Length - terms[j].Value.Length;
                if (cost < least)
                {
                    (best, least) = ((i, j), cost);
                }
            }
        }

        return best;
    }

    /// <summary>Each label once: a label that is there twice takes the diagonal.</summary>
    public EinsumTerm Diagonal()
    {
        EinsumTerm term = this;
        for (int axis = 0; axis < term.Labels.Length; axis++)
        {
            int again = term.Labels.IndexOf(term.Labels[axis], axis + 1);
            if (again < 0)
            {
                continue;
            }

            if (term.Value.Shape[axis] != term.Value.Shape[again])
            {
                throw new ShapeException(
                    $"einsum — a diagonal needs axes of one length. Received shape {term.Value.Shape} for '{Labels}'.");
            }

            string rest = term.Labels.Remove(again, 1).Remove(axis, 1);
            term = new EinsumTerm(Ops.Diagonal(term.Value, 0, axis, again), rest + term.Labels[axis]);
            axis = -1;
        }

        return term;
    }

    /// <summary>Sums over the labels that are not wanted.</summary>
    public EinsumTerm SumTo(string wanted)
    {
        string labels = Labels;
        int[] axes = [.. Enumerable.Range(0, labels.Length).Where(axis => !wanted.Contains(labels[axis]))];
        return axes.Length == 0 ? this : new EinsumTerm(Ops.Sum(Value, axes), string.Concat(labels.Where(wanted.Contains)));
    }

    /// <summary>The axes in the order of some labels, which are the same.</summary>
    public EinsumTerm Order(string labels)
    {
        string own = Labels;
        return labels == own ? this : new EinsumTerm(Ops.Transpose(Value, [.. labels.Select(label => own.IndexOf(label))]), labels);
    }

    /// <summary>The product with another term, summed over the labels that neither the result nor another operand has.</summary>
    public EinsumTerm Times(EinsumTerm other, string kept)
    {
        EinsumTerm a = Without(other).SumTo(kept + other.Labels);
        EinsumTerm b = other.Without(a).SumTo(kept + a.Labels);
        string both = string.Concat(a.Labels.Where(b.Labels.Contains));
        string batch = string.Concat(both.Where(kept.Contains));
        string summed = string.Concat(both.Where(label => !kept.Contains(label)));
        string left = string.Concat(a.Labels.Where(label => !both.Contains(label)));
        string right = string.Concat(b.Labels.Where(label => !both.Contains(label)));
        bool isMatrixProduct = a.Value.DType.IsFloating() && summed.Length > 0 && (left.Length > 0 || right.Length > 0);
        return isMatrixProduct ? MatrixProduct(a, b, batch, summed, left, right) : Elementwise(a, b, batch + summed + left + right).SumTo(kept);
    }

    /// <summary>a as [batch, left, summed] times b as [batch, summed, right]; an operand in the other order is taken as transposed.</summary>
    private static EinsumTerm MatrixProduct(EinsumTerm a, EinsumTerm b, string batch, string summed, string left, string right)
    {
        bool transposeA = left.Length > 0 && a.Labels == batch + summed + left;
        bool transposeB = right.Length > 0 && b.Labels == batch + right + summed;
        EinsumTerm orderedA = a.Order(transposeA ? a.Labels : batch + left + summed);
        EinsumTerm orderedB = b.Order(transposeB ? b.Labels : batch + summed + right);
        int[] lengths = [.. (batch + left + right).Select(label => a.Labels.Contains(label) ? a.Length(label) : b.Length(label))];
        Tensor product = Op.Apply(
            new MatMulOp(transposeA, transposeB),
            orderedA.Matrices(batch, transposeA ? summed : left, transposeA ? left : summed),
            orderedB.Matrices(batch, transposeB ? right : summed, transposeB ? summed : right));
        return new EinsumTerm(product.Reshape(lengths), batch + left + right);
    }

    private static EinsumTerm Elementwise(EinsumTerm a, EinsumTerm b, string labels) =>
        new(a.Spread(labels) * b.Spread(labels), labels);

    /// <summary>The axes in the order of some labels, with length 1 for those that it does not have.</summary>
    private Tensor Spread(string labels)
    {
        string own = Labels;
        EinsumTerm ordered = Order(string.Concat(labels.Where(own.Contains)));
        int[] lengths = [.. labels.Select(label => own.Contains(label) ? ordered.Length(label) : 1)];
        return ordered.Value.Reshape(lengths);
    }

    private Tensor Matrices(string batch, string rows, string columns) => Value.Reshape([Product(batch), Product(rows), Product(columns)]);

    private int Product(string labels)
    {
        EinsumTerm own = this;
        return labels.Aggregate(1, (product, label) => checked(product * own.Length(label)));
    }

    private int Length(char label) => Value.Shape[Labels.IndexOf(label)];

    /// <summary>Without the axes of length 1 that the other term has longer: they broadcast by not being there.</summary>
    private EinsumTerm Without(EinsumTerm other)
    {
        EinsumTerm own = this;
        bool Stays(char label) => !other.Labels.Contains(label) || own.Length(label) == other.Length(label) || own.Length(label) != 1;
        int[] lengths = [.. Labels.Where(Stays).Select(own.Length)];
        return lengths.Length == Labels.Length ? this : new EinsumTerm(Value.Reshape(lengths), string.Concat(Labels.Where(Stays)));
    }

    private double SizeWith(EinsumTerm other, string kept)
    {
        EinsumTerm own = this;
        return (Labels + other.Labels).Distinct().Where(kept.Contains).Aggregate(
            1.0, (size, label) => size * Math.Max(own.Labels.Contains(label) ? own.Length(label) : 1, other.Labels.Contains(label) ? other.Length(label) : 1));
    }
}
