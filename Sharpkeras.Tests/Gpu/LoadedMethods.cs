using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Sharpkeras.Tests.Architecture;

namespace Sharpkeras.Tests.Gpu;

/// <summary>The methods that become delegates in the code of an assembly: so kernels are given to ILGPU.</summary>
internal static class LoadedMethods
{
    public static IEnumerable<MethodBase> Of(Assembly assembly)
    {
        var found = new List<MethodBase>();
        using var file = new PEReader(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            int address = metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (address != 0)
            {
                MethodBase around = assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle))!;
                found.AddRange(
                    from instruction in IlTokens.Instructions(file.GetMethodBody(address))
                    where instruction.Code == OpCodes.Ldftn
                    select Resolve(around, MetadataTokens.GetToken(instruction.Operand)));
            }
        }

        return found;
    }

    private static MethodBase Resolve(MethodBase around, int token) => around.Module.ResolveMethod(
        token,
        around.DeclaringType?.GetGenericArguments(),
        around is MethodInfo { IsGenericMethod: true } method ? method.GetGenericArguments() : null)!;
}
