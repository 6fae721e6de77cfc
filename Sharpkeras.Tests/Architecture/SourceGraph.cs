using System.Reflection.Metadata;

namespace Sharpkeras.Tests.Architecture;

/// <summary>Which files of a library use which: read from base types, members, attributes and code.</summary>
internal sealed class SourceGraph
{
    private readonly SourceMap map;
    private readonly SourceMap? core;
    private readonly MetadataReader reader;
    private readonly HashSet<SourceReference> references = [];

    private SourceGraph(SourceMap map, SourceMap? core)
    {
        this.map = map;
        this.core = core;
        reader = map.Metadata;
    }

    /// <summary>The references of a library.</summary>
    /// <param name="map">The library.</param>
    /// <param name="core">The files of the library below it, whose types are then named by file; null for none.</param>
    public static IReadOnlyCollection<SourceReference> Of(SourceMap map, SourceMap? core = null)
    {
        var graph = new SourceGraph(map, core);
        foreach (TypeDefinitionHandle type in graph.reader.TypeDefinitions)
        {
            graph.AddType(type);
        }

        return graph.references;
    }

    private void AddType(TypeDefinitionHandle handle)
    {
        if (map.FileOf(handle) is not { } file)
        {
            return;
        }

        TypeDefinition type = reader.GetTypeDefinition(handle);
        Add(file, type.BaseType);
        Add(file, type.GetInterfaceImplementations().Select(item => reader.GetInterfaceImplementation(item).Interface));
        AddGenericParameters(file, type.GetGenericParameters());
        AddAttributes(file, type.GetCustomAttributes());
        foreach (FieldDefinitionHandle field in type.GetFields())
        {
            Add(file, reader.GetFieldDefinition(field).DecodeSignature(TypeCollector.Shared, null));
            AddAttributes(file, reader.GetFieldDefinition(field).GetCustomAttributes());
        }

        foreach (PropertyDefinitionHandle property in type.GetProperties())
        {
            AddAttributes(file, reader.GetPropertyDefinition(property).GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle method in type.GetMethods())
        {
            AddMethod(method);
        }
    }

    private void AddMethod(MethodDefinitionHandle handle)
    {
        if (map.FileOf(handle) is not { } file)
        {
            return;
        }

        MethodDefinition method = reader.GetMethodDefinition(handle);
        Add(file, method.DecodeSignature(TypeCollector.Shared, null));
        AddGenericParameters(file, method.GetGenericParameters());
        AddAttributes(file, method.GetCustomAttributes());
        foreach (ParameterHandle parameter in method.GetParameters())
        {
            AddAttributes(file, reader.GetParameter(parameter).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress != 0)
        {
            AddBody(file, map.Body(method));
        }
    }

    private void AddBody(string file, MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            foreach (var local in reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(TypeCollector.Shared, null))
            {
                Add(file, local);
            }
        }

        Add(file, body.ExceptionRegions.Where(region => !region.CatchType.IsNil).Select(region => region.CatchType));
        Add(file, IlTokens.Of(body));
    }

    private void AddGenericParameters(string file, GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle parameter in parameters)
        {
            Add(file, reader.GetGenericParameter(parameter).GetConstraints().Select(item => reader.GetGenericParameterConstraint(item).Type));
        }
    }

    private void AddAttributes(string file, CustomAttributeHandleCollection attributes) =>
        Add(file, attributes.Select(attribute => reader.GetCustomAttribute(attribute).Constructor));

    private void Add(string file, MethodSignature<System.Collections.Immutable.ImmutableArray<EntityHandle>> signature)
    {
        Add(file, signature.ReturnType);
        Add(file, signature.ParameterTypes.SelectMany(type => type));
    }

    private void Add(string file, IEnumerable<EntityHandle> handles)
    {
        foreach (EntityHandle handle in handles)
        {
            Add(file, handle);
        }
    }

    private void Add(string file, EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                Add(file, map.FileOf((TypeDefinitionHandle)handle), TypeNames.Full(reader, (TypeDefinitionHandle)handle));
                break;
            case HandleKind.TypeReference:
                AddOutside(file, (TypeReferenceHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                Add(file, reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(TypeCollector.Shared, null));
                break;
            case HandleKind.MethodDefinition:
                AddCall(file, (MethodDefinitionHandle)handle);
                break;
            case HandleKind.FieldDefinition:
                Add(file, (EntityHandle)reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(file, reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(file, method.Method);
                Add(file, method.DecodeSignature(TypeCollector.Shared, null).SelectMany(type => type));
                break;
            default:
                throw new InvalidOperationException($"architecture — a token of kind {handle.Kind} in {file} is not understood.");
        }
    }

    private void AddCall(string file, MethodDefinitionHandle handle)
    {
        TypeDefinitionHandle type = reader.GetMethodDefinition(handle).GetDeclaringType();
        Add(file, map.FileOf(handle), $"{TypeNames.Full(reader, type)}.{reader.GetString(reader.GetMethodDefinition(handle).Name)}");
    }

    private void AddOutside(string file, TypeReferenceHandle handle)
    {
        string name = TypeNames.Full(reader, handle);
        Add(file, core?.FileOf(name) ?? $"[{TypeNames.AssemblyOf(reader, handle)}]", name);
    }

    private void Add(string from, string? to, string what)
    {
        if (to != null && to != from)
        {
            references.Add(new SourceReference(from, to, what));
        }
    }
}
