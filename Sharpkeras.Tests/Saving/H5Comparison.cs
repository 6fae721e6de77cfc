using System.Diagnostics;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Tests.Saving;

/// <summary>Compares HDF5 files: with our own reader always, with h5py where the machine has it.</summary>
internal static class H5Comparison
{
    /// <summary>
    /// The one thing that files of ours have and Keras's do not: it forgets the states of sources of random numbers, and ours are kept so that
    /// a training that goes on draws what it would have drawn. Keras skips groups that it does not know.
    /// </summary>
    public const string OursOnly = "random_state";

    /// <summary>What Keras forgets to put into a config (Huber's delta) and is written here, since the model could not be made again without.</summary>
    public const string OursInConfigs = ", \"delta\": 1.0";

    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> HasH5py = new(() => File.Exists(Python) && Run("-c", "import h5py").Code == 0);

    /// <summary>The differences in groups, names, types, shapes and attributes, and in values where those count.</summary>
    public static IReadOnlyList<string> Differences(string expected, string actual, bool values = true)
    {
        using H5Reader left = H5Reader.Open(expected);
        using H5Reader right = H5Reader.Open(actual);
        var differences = new List<string>();
        Compare(differences, "", left.ReadTree(), WithoutOurs(right.ReadTree()), values);
        return differences;
    }

    private static H5Group WithoutOurs(H5Group group)
    {
        group.Children.Remove(OursOnly);
        foreach (H5Group child in group.Children.Values.OfType<H5Group>())
        {
            WithoutOurs(child);
        }

        return group;
    }

    /// <summary>Compares with h5py, or says on the error stream that it is not there.</summary>
    public static void AssertEqualInH5py(string expected, string actual, params string[] options)
    {
        if (!HasH5py.Value)
        {
            string test = TestContext.CurrentContext.Test.Name;
            Console.Error.WriteLine($"{test}: not compared with h5py, which {Python} does not have (package python3-h5py)");
            return;
        }

        string script = Path.Combine(TestContext.CurrentContext.TestDirectory, "Saving", "compare_h5.py");
        var (code, text) = Run([script, expected, actual, "--ours-only", OursOnly, .. options]);
        Assert.That(code, Is.Zero, text);
        Assert.That(text, Does.EndWith(" 0 differences"));
    }

    private static void Compare(List<string> differences, string path, H5Node left, H5Node right, bool values)
    {
        Add(differences, path, "attributes", Sorted(left.Attributes.Keys), Sorted(right.Attributes.Keys));
        foreach (var (name, value) in left.Attributes)
        {
            if (right.Attributes.TryGetValue(name, out H5Attribute? other))
            {
                Add(differences, path, "@" + name, Describe(value, values), Describe(other, values));
            }
        }

        if (left is H5Array array && right is H5Array otherArray)
        {
            Add(differences, path, "array", Describe(array.Value, values), Describe(otherArray.Value, values));
        }
        else if (left is H5Group group && right is H5Group otherGroup)
        {
            Add(differences, path, "children", Sorted(group.Children.Keys), Sorted(otherGroup.Children.Keys));
            foreach (var (name, child) in group.Children.Where(pair => otherGroup.Children.ContainsKey(pair.Key)))
            {
                Compare(differences, $"{path}/{name}", child, otherGroup.Children[name], values);
            }
        }
        else
        {
            differences.Add($"{path}: a group on one side only");
        }
    }

    private static void Add(List<string> differences, string path, string what, string left, string right)
    {
        if (left != right)
        {
            differences.Add($"{path} {what}: expected {left}, actual {right}");
        }
    }

    private static string Sorted(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static string Describe(H5Attribute attribute, bool values) => attribute switch
    {
        { Text: { } text } => values ? $"text '{text.Replace(OursInConfigs, "", StringComparison.Ordinal)}'" : "text",
        { Numbers: { } numbers } => Describe(numbers, values),
        _ => $"texts [{string.Join(", ", attribute.Texts!)}]",
    };

    private static string Describe(HostArray array, bool values) =>
        $"{array.DType} {array.Shape}{(values ? " " + Convert.ToHexString(array.Bytes) : "")}";

    private static (int Code, string Text) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (text + errors.Result).Trim());
    }
}
