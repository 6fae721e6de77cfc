using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Sharpkeras.Tests.Architecture;

/// <summary>All types that a signature names, with the arguments of generic ones.</summary>
internal sealed class TypeCollector : ISignatureTypeProvider<ImmutableArray<EntityHandle>, object?>
{
    public static readonly TypeCollector Shared = new();

    private static ImmutableArray<EntityHandle> None => [];

    public ImmutableArray<EntityHandle> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte kind) => [handle];

    public ImmutableArray<EntityHandle> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte kind) => [handle];

    public ImmutableArray<EntityHandle> GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte kind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public ImmutableArray<EntityHandle> GetGenericInstantiation(ImmutableArray<EntityHandle> type, ImmutableArray<ImmutableArray<EntityHandle>> arguments) =>
        [.. type, .. arguments.SelectMany(argument => argument)];

    public ImmutableArray<EntityHandle> GetFunctionPointerType(MethodSignature<ImmutableArray<EntityHandle>> signature) =>
        [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(type => type)];

    public ImmutableArray<EntityHandle> GetArrayType(ImmutableArray<EntityHandle> type, ArrayShape shape) => type;

    public ImmutableArray<EntityHandle> GetByReferenceType(ImmutableArray<EntityHandle> type) => type;

    public ImmutableArray<EntityHandle> GetPinnedType(ImmutableArray<EntityHandle> type) => type;

    public ImmutableArray<EntityHandle> GetPointerType(ImmutableArray<EntityHandle> type) => type;

    public ImmutableArray<EntityHandle> GetSZArrayType(ImmutableArray<EntityHandle> type) => type;

    public ImmutableArray<EntityHandle> GetModifiedType(ImmutableArray<EntityHandle> modifier, ImmutableArray<EntityHandle> type, bool isRequired) =>
        [.. modifier, .. type];

    public ImmutableArray<EntityHandle> GetGenericMethodParameter(object? context, int index) => None;

    public ImmutableArray<EntityHandle> GetGenericTypeParameter(object? context, int index) => None;

    public ImmutableArray<EntityHandle> GetPrimitiveType(PrimitiveTypeCode code) => None;
}
