namespace Sharpkeras.Kernels;

/// <summary>What an operation's gradient reads besides the gradient of its output; the tape keeps no more than that.</summary>
[Flags]
public enum GradientNeeds
{
    /// <summary>Neither inputs nor output.</summary>
    Nothing = 0,

    /// <summary>The inputs.</summary>
    Input = 1,

    /// <summary>The output.</summary>
    Output = 2,
}
