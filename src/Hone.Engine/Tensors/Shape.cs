using System.Collections;
using System.Runtime.CompilerServices;
using Hone.Memory;

namespace Hone;

/// <summary>The sizes of a tensor's axes, such as <c>[64, 3, 224, 224]</c>; a scalar has no axes: <c>[]</c>.</summary>
/// <example><c>Shape images = [64, 3, 224, 224];</c></example>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    /// <summary>Axes of a tensor at most: far more than a model has, and few enough for lists of axes on the stack and sets of axes in 32 bits.</summary>
    /// <remarks>An operation that walks memory takes any number of axes that continue each other there, and 12 that do not, as after permuting or expanding.</remarks>
    public const int MaxRank = 32;

    private readonly int[]? _sizes;

    private Shape(int[] sizes) => _sizes = sizes;

    /// <summary>Number of axes; PyTorch's <c>dim()</c>.</summary>
    public int Rank => _sizes?.Length ?? 0;

    /// <inheritdoc/>
    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>Number of elements: the product of the sizes, 1 for a scalar.</summary>
    public int ElementCount
    {
        get
        {
            int count = 1;
            foreach (int size in AsSpan())
            {
                count *= size;
            }

            return count;
        }
    }

    /// <summary>Size of one axis; negative axes count from the end, as in PyTorch.</summary>
    public int this[int axis] => AsSpan()[NormalizeAxis(axis)];

    /// <summary>Makes a shape from its sizes.</summary>
    /// <exception cref="ShapeException">There are more than <see cref="MaxRank"/> axes, a size is negative, or the number of elements exceeds 2^31 - 1.</exception>
    public static Shape Create(ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaxRank)
        {
            throw new ShapeException($"A tensor has at most {MaxRank} axes.", $"{sizes.Length} axes", CallerName.Operation() ?? nameof(Shape), "join axes with Reshape");
        }

        long count = 1;
        foreach (int size in sizes)
        {
            if (size < 0)
            {
                throw new ShapeException(
                    "Sizes of axes must be zero or more.",
                    Format(sizes),
                    CallerName.Operation() ?? nameof(Shape),
                    "check the numbers that the negative size was computed from");
            }

            count *= size;
            if (count > int.MaxValue)
            {
                throw new ShapeException(
                    "A tensor has at most 2147483647 elements.",
                    Format(sizes),
                    CallerName.Operation() ?? nameof(Shape),
                    "use a smaller batch or process the data in parts");
            }
        }

        return new Shape(SizeList.Of(sizes));
    }

    /// <summary>Compares sizes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Compares sizes.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The sizes.</summary>
    public ReadOnlySpan<int> AsSpan() => _sizes;

    /// <summary>The sizes as a new array.</summary>
    public int[] ToArray() => AsSpan().ToArray();

    /// <summary>Turns an axis in -Rank..Rank-1 into 0..Rank-1.</summary>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    /// <param name="operation">Name of the operation for the message; found on the stack unless given.</param>
    /// <exception cref="ShapeException">The axis is outside that range.</exception>
    public int NormalizeAxis(int axis, string? operation = null)
    {
        int rank = Rank;
        int normalized = axis < 0 ? axis + rank : axis;
        return (uint)normalized < (uint)rank ? normalized : throw NoSuchAxis(axis, operation);
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int size in AsSpan())
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>The sizes in brackets: <c>[64, 10]</c>.</summary>
    public override string ToString() => Format(AsSpan());

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_sizes ?? [])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The same shape with another size of one axis, counted from the start.</summary>
    internal Shape With(int axis, int size)
    {
        Span<int> sizes = stackalloc int[Rank];
        AsSpan().CopyTo(sizes);
        sizes[axis] = size;
        return Create(sizes);
    }

    /// <summary>The same shape without one axis, counted from the start.</summary>
    internal Shape Without(int axis)
    {
        Span<int> sizes = stackalloc int[Rank - 1];
        AsSpan()[..axis].CopyTo(sizes);
        AsSpan()[(axis + 1)..].CopyTo(sizes[axis..]);
        return Create(sizes);
    }

    /// <summary>This shape with more axes behind.</summary>
    internal Shape Append(params ReadOnlySpan<int> more)
    {
        Span<int> sizes = stackalloc int[Rank + more.Length];
        AsSpan().CopyTo(sizes);
        more.CopyTo(sizes[Rank..]);
        return Create(sizes);
    }

    /// <summary>Whether this is a vector of a given length.</summary>
    internal bool IsVector(int length) => _sizes is [var size] && size == length;

    private ShapeException NoSuchAxis(int axis, string? operation) => new(
        Rank == 0 ? "A scalar has no axes." : $"An axis of a tensor with {Rank} {(Rank == 1 ? "axis" : "axes")} lies in {-Rank}..{Rank - 1}.",
        $"axis {axis} for shape {this}",
        operation ?? CallerName.Operation() ?? nameof(Shape),
        Rank == 0 ? "leave the axis out, or add one with Unsqueeze(0)" : "take -1 for the last axis, or add an axis with Unsqueeze");

    private static string Format(ReadOnlySpan<int> sizes) => "[" + string.Join(", ", sizes.ToArray()) + "]";
}
