namespace Hone;

/// <summary>Facts about element types.</summary>
internal static class DTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(DType type) => type switch
    {
        DType.Float32 or DType.Int32 => 4,
        DType.Float64 or DType.Int64 => 8,
        _ => 1,
    };

    public static bool IsFloatingPoint(DType type) => type is DType.Float32 or DType.Float64;

    /// <summary>The element type that stores a C# type.</summary>
    public static DType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return DType.Float32;
        }

        if (typeof(T) == typeof(double))
        {
            return DType.Float64;
        }

        if (typeof(T) == typeof(long))
        {
            return DType.Int64;
        }

        if (typeof(T) == typeof(int))
        {
            return DType.Int32;
        }

        if (typeof(T) == typeof(byte))
        {
            return DType.UInt8;
        }

        if (typeof(T) == typeof(bool))
        {
            return DType.Bool;
        }

        throw new HoneException(
            "A tensor holds float, double, long, int, byte or bool.",
            typeof(T).Name,
            tryThis: "convert the values to one of these types first");
    }
}
