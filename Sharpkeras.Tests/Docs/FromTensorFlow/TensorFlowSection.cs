namespace Sharpkeras.Tests.Docs;

/// <summary>A section of <c>docs/from-tensorflow.md</c>. The lines are made anew for each test, since some change what they are given.</summary>
internal sealed record TensorFlowSection(string Title, Func<TensorFlowRow[]> Rows)
{
    public static IReadOnlyList<TensorFlowSection> All { get; } =
    [
        new("Values and variables", TensorFlowValues.Rows),
        new("Arithmetic", TensorFlowOperations.Arithmetic),
        new("Sums and comparisons", TensorFlowOperations.Sums),
        new("Shapes", TensorFlowOperations.Shapes),
        new("Neural networks", TensorFlowNetworks.Functions),
        new("Convolution and pooling", TensorFlowNetworks.Windows),
        new("Losses and gradients", TensorFlowTraining.Losses),
        new("Optimizers", TensorFlowTraining.Optimizers),
        new("Layers", TensorFlowModels.Layers),
        new("Recurrent layers", TensorFlowSequences.Rows),
        new("Models", TensorFlowModels.Models),
        new("Queues of files and records", TensorFlowReading.Queues),
        new("Datasets", TensorFlowReading.Datasets),
        new("Data and files", TensorFlowModels.Data),
    ];
}
