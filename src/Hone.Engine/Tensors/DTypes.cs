namespace Hone;

/// <summary>Facts about element types.</summary>
internal static class DTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(DType type) => type switch
    {
        DType.Float32 or DType.Int32 => 4,
        DType.Float64 or DType.Int64 => 8,
        DType.UInt8 or DType.Bool => 1,
        _ => throw NoSuchType(type),
    };

    public static bool IsFloatingPoint(DType type) => type is DType.Float32 or DType.Float64;

    /// <summary>Whether the elements are whole numbers; true and false are none.</summary>
    public static bool IsWhole(DType type) => type is DType.Int64 or DType.Int32 or DType.UInt8;

    /// <summary>Whether a type has this very number: floating point takes every number and rounds it, the others whole ones in their range only.</summary>
    public static bool CanHold(DType type, double value)
    {
        if (IsFloatingPoint(type))
        {
            return true;
        }

        // The border behind the range is exact as a double; long.MaxValue itself is not. NaN fails every comparison.
        (long low, long high) = Range(type);
        return value == Math.Floor(value) && value >= low && value < high + 1.0;
    }

    /// <summary>Refuses a number that the elements of a new tensor cannot hold.</summary>
    /// <exception cref="HoneException">The type cannot hold the number.</exception>
    public static void RequireHolds(DType type, double value, string operation)
    {
        if (!CanHold(type, value))
        {
            throw new HoneException($"{operation} needs a number that {type} can hold.", $"{value}", operation, "choose another element type, for example DType.Float32");
        }
    }

    /// <summary>The smallest and the largest number of a type that is not floating point.</summary>
    public static (long Low, long High) Range(DType type) => type switch
    {
        DType.Int64 => (long.MinValue, long.MaxValue),
        DType.Int32 => (int.MinValue, int.MaxValue),
        DType.UInt8 => (byte.MinValue, byte.MaxValue),
        DType.Bool => (0, 1),
        _ => throw NoSuchType(type),
    };

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

    private static HoneException NoSuchType(DType type) =>
        new($"An element type is one of {string.Join(", ", Enum.GetNames<DType>())}.", $"{type}", CallerName.Operation());
}
