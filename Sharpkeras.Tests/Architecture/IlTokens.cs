using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Sharpkeras.Tests.Architecture;

/// <summary>The metadata tokens in the code of a method.</summary>
internal static class IlTokens
{
    private static readonly FrozenDictionary<ushort, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => (ushort)code.Value);

    public static IEnumerable<EntityHandle> Of(MethodBodyBlock body) => Instructions(body).Select(instruction => instruction.Operand);

    /// <summary>The instructions that name something, in their order.</summary>
    public static IEnumerable<(OpCode Code, EntityHandle Operand)> Instructions(MethodBodyBlock body)
    {
        var found = new List<(OpCode Code, EntityHandle Operand)>();
        BlobReader reader = body.GetILReader();
        while (reader.RemainingBytes > 0)
        {
            byte first = reader.ReadByte();
            OpCode code = Codes[first == 0xFE ? (ushort)(0xFE00 | reader.ReadByte()) : first];
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                found.Add((code, MetadataTokens.EntityHandle(reader.ReadInt32())));
            }
            else
            {
                Skip(ref reader, code.OperandType);
            }
        }

        return found;
    }

    private static void Skip(ref BlobReader reader, OperandType operand) => reader.Offset += operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => SwitchLength(reader),
        _ => 4,
    };

    private static int SwitchLength(BlobReader reader) => 4 + (4 * reader.ReadInt32());
}
