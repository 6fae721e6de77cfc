using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sharpkeras.Tests.Architecture;

/// <summary>
/// Which source file each type and method of a library comes from: its debug file says so. Folders are not namespaces here (tensors,
/// the tape and operations share one), so the rule of dependencies is about files.
/// </summary>
internal sealed class SourceMap : IDisposable
{
    /// <summary>The kind of debug information that names the files of types without code (interfaces, enums).</summary>
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly PEReader assembly;
    private readonly MetadataReaderProvider debug;
    private readonly Dictionary<MethodDefinitionHandle, string> methods = [];
    private readonly Dictionary<TypeDefinitionHandle, string> types = [];
    private readonly Dictionary<string, string> byName = [];
    private readonly string project;

    public SourceMap(Assembly library)
    {
        project = library.GetName().Name!;
        assembly = new PEReader(File.OpenRead(library.Location));
        debug = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(library.Location, ".pdb")));
        Metadata = assembly.GetMetadataReader();
        ReadMethods(debug.GetMetadataReader());
        ReadTypes(debug.GetMetadataReader());
    }

    public MetadataReader Metadata { get; }

    public IReadOnlyCollection<string> Files => [.. methods.Values.Concat(types.Values).Distinct()];

    public MethodBodyBlock Body(MethodDefinition method) => assembly.GetMethodBody(method.RelativeVirtualAddress);

    /// <summary>The file of a method; of its type where the compiler wrote the method.</summary>
    public string? FileOf(MethodDefinitionHandle method) =>
        methods.TryGetValue(method, out string? file) ? file : FileOf(Metadata.GetMethodDefinition(method).GetDeclaringType());

    /// <summary>The main file of a type; null for what the compiler or the build wrote.</summary>
    public string? FileOf(TypeDefinitionHandle type)
    {
        if (types.TryGetValue(type, out string? file))
        {
            return file;
        }

        TypeDefinitionHandle outer = Metadata.GetTypeDefinition(type).GetDeclaringType();
        return outer.IsNil ? null : FileOf(outer);
    }

    /// <summary>The main file of a type of this library that another one names.</summary>
    public string? FileOf(string fullName) => byName.GetValueOrDefault(fullName);

    public void Dispose()
    {
        assembly.Dispose();
        debug.Dispose();
    }

    private void ReadMethods(MetadataReader symbols)
    {
        foreach (MethodDebugInformationHandle handle in symbols.MethodDebugInformation)
        {
            MethodDebugInformation information = symbols.GetMethodDebugInformation(handle);
            if (!information.Document.IsNil && Relative(symbols, information.Document) is { } file)
            {
                methods[handle.ToDefinitionHandle()] = file;
            }
        }
    }

    private void ReadTypes(MetadataReader symbols)
    {
        foreach (TypeDefinitionHandle handle in Metadata.TypeDefinitions)
        {
            TypeDefinition type = Metadata.GetTypeDefinition(handle);
            IEnumerable<string> files = type.GetMethods().Where(methods.ContainsKey).Select(method => methods[method])
                .Concat(Documents(symbols, handle));
            string? main = files.Distinct().OrderBy(file => Path.GetFileName(file).Length).ThenBy(file => file, StringComparer.Ordinal).FirstOrDefault();
            if (main != null)
            {
                types[handle] = main;
                byName[TypeNames.Full(Metadata, handle)] = main;
            }
        }
    }

    private IEnumerable<string> Documents(MetadataReader symbols, TypeDefinitionHandle type)
    {
        foreach (CustomDebugInformationHandle handle in symbols.GetCustomDebugInformation(type))
        {
            CustomDebugInformation information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) == TypeDocuments)
            {
                BlobReader reader = symbols.GetBlobReader(information.Value);
                while (reader.RemainingBytes > 0)
                {
                    int row = reader.ReadCompressedInteger();
                    if (Relative(symbols, System.Reflection.Metadata.Ecma335.MetadataTokens.DocumentHandle(row)) is { } file)
                    {
                        yield return file;
                    }
                }
            }
        }
    }

    /// <summary>The path under the project's folder, with slashes; null for files of the build.</summary>
    private string? Relative(MetadataReader symbols, DocumentHandle document)
    {
        string path = symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/');
        int begin = path.LastIndexOf($"/{project}/", StringComparison.Ordinal);
        string file = begin < 0 ? path : path[(begin + project.Length + 2)..];
        return begin < 0 || file.StartsWith("obj/", StringComparison.Ordinal) ? null : file;
    }
}
