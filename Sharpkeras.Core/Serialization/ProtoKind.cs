namespace Sharpkeras.Serialization;

/// <summary>How the value of a field lies in a protocol buffer.</summary>
internal enum ProtoKind
{
    /// <summary>Seven bits a byte, the lowest first.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: texts, messages, packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
