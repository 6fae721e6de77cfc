namespace Sharpkeras;

/// <summary>Tensors that go along with another one and live as long.</summary>
internal sealed class TensorCompanions
{
    /// <summary>What a softmax or sigmoid output was computed from.</summary>
    public Tensor? Logits { get; set; }

    /// <summary>By which function.</summary>
    public LogitsOf Function { get; set; }

    /// <summary>Which time steps count.</summary>
    public Tensor? Mask { get; set; }

    public void Release()
    {
        Logits?.Release();
        Mask?.Release();
    }
}
