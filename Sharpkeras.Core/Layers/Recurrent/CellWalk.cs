namespace Sharpkeras.Layers;

/// <summary>
/// What a cell needs at all steps of one walk over a sequence: the patterns of dropout, and parts of the kernels. Both are made when they are
/// needed first, which may be in the scope of a step, and live until the walk is over.
/// </summary>
/// <param name="cell">The cell.</param>
/// <param name="gates">Into how many parts its kernels fall.</param>
/// <param name="generator">The source of the patterns; null where nothing is dropped.</param>
/// <param name="dropsAll">Whether a rate of 1 drops all, or nothing.</param>
internal sealed class CellWalk(BaseRNNCell cell, int gates, SeedGenerator? generator, bool dropsAll) : IDisposable
{
    private readonly List<Tensor> owned = [];
    private Tensor[]? inputPatterns;
    private Tensor[]? statePatterns;
    private Tensor[]? kernels;
    private Tensor[]? recurrentKernels;

    /// <summary>
    /// The inputs [batch, features], of one step or [steps, batch, features] of all, multiplied with the kernel: [batch, gates · units], and the
    /// bias added. Where the state is dropped too, each gate has a pattern of its own, as in Keras.
    /// </summary>
    public Tensor Project(Tensor inputs)
    {
        Tensor? bias = cell.InputBias;
        if (!Drops(cell.Dropout))
        {
            return Ops.Dense(inputs, cell.Kernel, bias, null);
        }

        int count = cell.RecurrentDropout == 0 ? 1 : gates;
        inputPatterns ??= Patterns(inputs, inputs.Shape[^2..], cell.Dropout, count);
        if (count == 1)
        {
            return Ops.Dense(inputs * inputPatterns[0], cell.Kernel, bias, null);
        }

        kernels ??= Parts(cell.Kernel);
        Tensor product = Joined(inputs, inputPatterns, kernels);
        return bias == null ? product : product + bias;
    }

    /// <summary>Inputs [batch, steps, features] with what is dropped of them, the same at all steps; for cells that do not drop their state.</summary>
    public Tensor Drop(Tensor sequence)
    {
        if (!Drops(cell.Dropout))
        {
            return sequence;
        }

        (int batch, int features) = (sequence.Shape[0], sequence.Shape[2]);
        inputPatterns ??= Patterns(sequence, [batch, features], cell.Dropout, 1);
        return sequence * inputPatterns[0].Reshape([batch, 1, features]);
    }

    /// <summary>The state [batch, units] multiplied with the recurrent kernel: [batch, gates · units].</summary>
    public Tensor Recur(Tensor state)
    {
        if (!Drops(cell.RecurrentDropout))
        {
            return Ops.MatMul(state, cell.RecurrentKernel);
        }

        statePatterns ??= Patterns(state, state.Shape, cell.RecurrentDropout, gates);
        return gates == 1
            ? Ops.MatMul(state * statePatterns[0], cell.RecurrentKernel)
            : Joined(state, statePatterns, RecurrentKernels());
    }

    /// <summary>The state as one gate sees it.</summary>
    public Tensor SeenBy(int gate, Tensor state)
    {
        if (!Drops(cell.RecurrentDropout))
        {
            return state;
        }

        statePatterns ??= Patterns(state, state.Shape, cell.RecurrentDropout, gates);
        return state * statePatterns[gate];
    }

    /// <summary>The recurrent kernels of the gates, [units, units].</summary>
    public Tensor[] RecurrentKernels() => recurrentKernels ??= Parts(cell.RecurrentKernel);

    /// <summary>Keeps a tensor until the walk is over.</summary>
    public Tensor Own(Tensor tensor)
    {
        ScopeStack.Disown(tensor);
        owned.Add(tensor);
        return tensor;
    }

    public void Dispose()
    {
        foreach (Tensor tensor in owned)
        {
            tensor.Release();
        }

        owned.Clear();
    }

    private static Tensor Joined(Tensor x, Tensor[] patterns, Tensor[] kernels)
    {
        Tensor[] products = new Tensor[kernels.Length];
        for (int i = 0; i < products.Length; i++)
        {
            products[i] = Ops.MatMul(x * patterns[i], kernels[i]);
        }

        return Ops.Concatenate(products, -1);
    }

    private bool Drops(double rate) => generator != null && rate > 0 && (rate < 1 || dropsAll);

    private Tensor[] Parts(Tensor kernel) => [.. Ops.Split(kernel, gates, -1).Select(Own)];

    /// <summary>Zeros and 1 / (1 − rate) for each sample and feature, on the device of x.</summary>
    private Tensor[] Patterns(Tensor x, Shape shape, double rate, int count)
    {
        Tensor ones = Ops.Filled(x, shape, 1, x.DType);
        Tensor[] patterns = new Tensor[count];
        for (int i = 0; i < count; i++)
        {
            patterns[i] = Own(Ops.Dropout(ones, rate, null, generator));
        }

        return patterns;
    }
}
