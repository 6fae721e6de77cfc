namespace Sharpkeras.Tests.Architecture;

/// <summary>What each folder may use, and the few façades that may look upward.</summary>
internal static class FolderRules
{
    /// <summary>The folders directly below a folder; what those may use, it may use too, unless it is named in <see cref="Closed"/>.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Below = new Dictionary<string, string[]>
    {
        ["Diagnostics"] = [],
        ["Tensors"] = ["Diagnostics"],
        ["Kernels"] = ["Tensors"],
        ["Devices"] = ["Kernels"],
        ["Cpu"] = ["Devices"],
        ["Autograd"] = ["Devices"],
        ["Ops"] = ["Autograd"],
        ["Serialization"] = ["Tensors"],
        ["Activations"] = ["Ops", "Serialization"],
        ["Initializers"] = ["Ops", "Serialization"],
        ["Regularizers"] = ["Ops", "Serialization"],
        ["Constraints"] = ["Ops", "Serialization"],
        ["Layers"] = ["Activations", "Initializers", "Regularizers", "Constraints"],
        ["Losses"] = ["Ops", "Serialization"],
        ["Metrics"] = ["Losses"],
        ["Optimizers"] = ["Ops", "Serialization"],
        ["Data"] = ["Devices", "Serialization"],
        ["Summaries"] = ["Ops", "Serialization"],
        ["Models"] = ["Layers", "Losses", "Metrics", "Optimizers", "Data", "Summaries"],
        ["Saving"] = ["Models"],
        ["Checkpoints"] = ["Saving"],
        ["Callbacks"] = ["Checkpoints"],
    };

    /// <summary>Folders that are out of reach although they are below: layers compute with operations, never with a backend.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Closed = new Dictionary<string, string[]>
    {
        ["Layers"] = ["Devices"],
    };

    private const string Own = "configs name classes of all folders; the list keeps them in programs that are trimmed";

    /// <summary>Files that may use a folder above them, each with its reason.</summary>
    public static readonly (string File, string Folder, string Reason)[] Facades =
    [
        ("Tensors/Device.Default.cs", "Devices", "Device.Default is where users look for it"),
        ("Tensors/Tensor.Conversion.cs", "Devices", "arrays go to a device and come back"),
        ("Tensors/Tensor.Indexer.cs", "Autograd", "x[1..] is an operation with a gradient"),
        ("Tensors/Tensor.Indexer.cs", "Ops", "x[1..] is an operation with a gradient"),
        ("Tensors/Tensor.ToString.cs", "Devices", "printing downloads the edges of a tensor from where it lies"),
        ("Tensors/Tensor.Operators.cs", "Ops", "a + b is Ops.Add(a, b)"),
        ("Tensors/Variable.Assign.cs", "Devices", "a variable is written by its backend"),
        ("Tensors/Variable.Assign.cs", "Kernels", "AssignAdd and AssignSub are kernels that write in place"),
        ("Tensors/Variable.State.cs", "Devices", "a variable is written by its backend"),
        ("Devices/BackendProvider.cs", "Cpu", "the one backend that needs no registration by another assembly"),
        ("Devices/Parallelism.cs", "Cpu", "the public face of the thread pool"),
        ("Serialization/OwnClasses.cs", "Activations", Own),
        ("Serialization/OwnClasses.cs", "Callbacks", Own),
        ("Serialization/OwnClasses.cs", "Constraints", Own),
        ("Serialization/OwnClasses.cs", "Initializers", Own),
        ("Serialization/OwnClasses.cs", "Layers", Own),
        ("Serialization/OwnClasses.cs", "Losses", Own),
        ("Serialization/OwnClasses.cs", "Metrics", Own),
        ("Serialization/OwnClasses.cs", "Models", Own),
        ("Serialization/OwnClasses.cs", "Optimizers", Own),
        ("Serialization/OwnClasses.cs", "Regularizers", Own),
        ("Layers/Core/Symbolic.cs", "Devices", "symbolic calls run on the meta backend"),
        ("Models/CallbackList.cs", "Callbacks", "models call the callbacks"),
        ("Models/Model.Datasets.cs", "Callbacks", "models call the callbacks"),
        ("Models/Model.Evaluate.cs", "Callbacks", "models call the callbacks"),
        ("Models/Model.Fit.cs", "Callbacks", "models call the callbacks"),
        ("Models/Model.Logging.cs", "Callbacks", "a log is written by a callback"),
        ("Models/Model.Saving.cs", "Saving", "model.Save is where users look for it"),
    ];

    /// <summary>What the GPU library may use of Core.</summary>
    public static readonly IReadOnlySet<string> OfGpu = new HashSet<string> { "Diagnostics", "Tensors", "Kernels", "Devices" };

    /// <summary>All that a folder may use, itself included.</summary>
    public static IReadOnlySet<string> MayUse(string folder)
    {
        var reached = new HashSet<string> { folder };
        var next = new Queue<string>([folder]);
        while (next.TryDequeue(out string? current))
        {
            foreach (string below in Below[current].Where(reached.Add))
            {
                next.Enqueue(below);
            }
        }

        reached.ExceptWith(Closed.GetValueOrDefault(folder) ?? []);
        return reached;
    }
}
