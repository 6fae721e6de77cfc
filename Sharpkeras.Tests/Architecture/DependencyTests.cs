namespace Sharpkeras.Tests.Architecture;

/// <summary>The rule of what may depend on what. It is a rule about folders of source files.</summary>
[TestFixture]
public sealed class DependencyTests
{
    private SourceMap core = null!;
    private SourceMap gpu = null!;
    private IReadOnlyCollection<SourceReference> references = null!;

    [OneTimeSetUp]
    public void ReadLibraries()
    {
        core = new SourceMap(typeof(Tensor).Assembly);
        gpu = new SourceMap(System.Reflection.Assembly.Load("Sharpkeras.Gpu"));
        references = SourceGraph.Of(core);
    }

    [OneTimeTearDown]
    public void Close()
    {
        core.Dispose();
        gpu.Dispose();
    }

    [Test]
    public void Every_file_of_core_lies_in_a_folder_that_the_rule_names()
    {
        Assert.That(core.Files.Where(file => !FolderRules.Below.ContainsKey(SourceReference.Folder(file))), Is.Empty);
    }

    [Test]
    public void Files_of_core_are_found()
    {
        // Parts of partial types that hold no code leave no trace; the types' other parts lie in the same folders.
        string[] withoutCode = ["Devices/Backend.Primitives.cs", "Ops/Ops.cs"];
        string root = Repository.Path("Sharpkeras.Core");
        IEnumerable<string> written = Repository.Sources("Sharpkeras.Core").Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'));
        Assert.That(written.Except(core.Files).Except(withoutCode), Is.Empty, "The debug file must know each source file, or the rule would not hold there.");
    }

    [Test]
    public void Files_use_only_what_lies_below_them()
    {
        IEnumerable<string> broken = references
            .Where(reference => !reference.IsOutside && !Allowed(reference))
            .Select(reference => $"{reference}: {reference.FromFolder} may use {string.Join(", ", FolderRules.MayUse(reference.FromFolder).Order())}");
        Assert.That(string.Join(Environment.NewLine, broken.Order()), Is.Empty);
    }

    [Test]
    public void Every_facade_is_needed()
    {
        var unused = FolderRules.Facades.Where(facade =>
            !references.Any(reference => reference.From == facade.File && reference.ToFolder == facade.Folder));
        Assert.That(unused, Is.Empty);
    }

    [Test]
    public void The_rule_has_no_circle()
    {
        foreach (string folder in FolderRules.Below.Keys)
        {
            foreach (string below in FolderRules.Below[folder])
            {
                Assert.That(FolderRules.MayUse(below), Does.Not.Contain(folder), $"{folder} lies below itself");
            }
        }
    }

    [Test]
    public void Backends_see_no_operations_and_layers_see_no_backend()
    {
        Assert.That(FolderRules.MayUse("Cpu").Intersect(["Autograd", "Ops", "Layers"]), Is.Empty);
        Assert.That(FolderRules.MayUse("Layers").Intersect(["Devices", "Cpu"]), Is.Empty);
    }

    [Test]
    public void The_gpu_library_uses_only_tensors_kernels_and_devices()
    {
        IEnumerable<string> broken = SourceGraph.Of(gpu, core)
            .Where(reference => core.Files.Contains(reference.To) && !FolderRules.OfGpu.Contains(reference.ToFolder))
            .Select(reference => $"Sharpkeras.Gpu/{reference}");
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Core_needs_no_gpu_compiler()
    {
        IEnumerable<string> assemblies = typeof(Tensor).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);
        Assert.That(assemblies.Where(name => name.StartsWith("ILGPU", StringComparison.Ordinal) || name == "Sharpkeras.Gpu"), Is.Empty);
    }

    private static bool Allowed(SourceReference reference) =>
        FolderRules.MayUse(reference.FromFolder).Contains(reference.ToFolder)
        || FolderRules.Facades.Any(facade => facade.File == reference.From && facade.Folder == reference.ToFolder);
}
