using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Facts about element types, and their Keras names.</summary>
public static class DTypes
{
    private static readonly string[] Names = ["float32", "float64", "int8", "uint8", "int16", "int32", "int64", "bool"];

    /// <summary>The bytes of one element.</summary>
    public static int Size(this DType dtype) => dtype switch
    {
        DType.Int8 or DType.UInt8 or DType.Bool => 1,
        DType.Int16 => 2,
        DType.Float32 or DType.Int32 => 4,
        _ => 8,
    };

    /// <summary>Whether it is a floating type: these have gradients and transcendental functions.</summary>
    public static bool IsFloating(this DType dtype) => dtype is DType.Float32 or DType.Float64;

    /// <summary>Whether it is an integer type; Boolean is none.</summary>
    public static bool IsInteger(this DType dtype) => !dtype.IsFloating() && dtype != DType.Bool;

    /// <summary>Keras's name, such as <c>float32</c>.</summary>
    public static string KerasName(this DType dtype) => Names[(int)dtype];

    /// <summary>The type with a Keras name.</summary>
    /// <exception cref="ArgumentException">No type has that name.</exception>
    public static DType Parse(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index >= 0
            ? (DType)index
            : throw new ArgumentException($"dtype — unknown name. {Nearest.Describe(name, Names)}", nameof(name));
    }

    /// <summary>The element type for a .NET type.</summary>
    /// <exception cref="ArgumentException">No element type stands for it.</exception>
    public static DType Of<T>() => Of(typeof(T));

    /// <summary>The element type for a .NET type.</summary>
    /// <exception cref="ArgumentException">No element type stands for it.</exception>
    public static DType Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Single => DType.Float32,
        TypeCode.Double => DType.Float64,
        TypeCode.SByte => DType.Int8,
        TypeCode.Byte => DType.UInt8,
        TypeCode.Int16 => DType.Int16,
        TypeCode.Int32 => DType.Int32,
        TypeCode.Int64 => DType.Int64,
        TypeCode.Boolean => DType.Bool,
        _ => throw new ArgumentException(
            $"dtype — tensors do not hold {type.Name}. Convert to one of float, double, sbyte, byte, short, int, long, bool.", nameof(type)),
    };
}
