using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>The arguments that layers with heads have in common.</summary>
internal sealed record HeadOptions(
    double Dropout,
    bool UseBias,
    int? SlidingWindow,
    Initializer? KernelInitializer,
    Initializer? BiasInitializer,
    Regularizer? KernelRegularizer,
    Regularizer? BiasRegularizer,
    Regularizer? ActivityRegularizer,
    Constraint? KernelConstraint,
    Constraint? BiasConstraint,
    bool UseGate,
    int? Seed);

/// <summary>The numbers of heads, and their sizes.</summary>
internal readonly record struct HeadSizes(int QueryHeads, int KeyHeads, int KeySize, int ValueSize);
