using Hone.Memory;

namespace Hone;

public sealed partial class Tensor
{
    /// <summary>The numbers start, start + step, ... before end; PyTorch's <c>torch.arange</c>.</summary>
    /// <param name="start">First number.</param>
    /// <param name="end">The numbers stay before it.</param>
    /// <param name="step">Distance; negative to count down.</param>
    /// <param name="type">Type of the elements; Int64 unless told.</param>
    /// <returns>y: [count], where count = ceil((end - start) / step).</returns>
    /// <exception cref="HoneException">
    /// The step is 0, leads away from the end, or a number is not finite; the numbers are too many, or the element type cannot hold them: PyTorch's
    /// <c>torch.arange(0, 1, 0.25)</c> is floating point, here that is asked for.
    /// </exception>
    public static Tensor Arange(double start, double end, double step = 1, DType type = DType.Int64)
    {
        double count = Math.Ceiling((end - start) / step);
        if (!(count >= 0 && double.IsFinite(count)))
        {
            throw new HoneException("Arange needs a step that leads from start to end.", $"start {start}, end {end}, step {step}", nameof(Arange));
        }

        if (count > int.MaxValue)
        {
            throw new HoneException(
                "A tensor has at most 2147483647 elements.",
                $"{count} numbers for start {start}, end {end}, step {step}",
                nameof(Arange),
                "take a larger step, or make the numbers in parts");
        }

        Storage.RequirePossible((nint)count * sizeof(double));
        return DTypes.IsFloatingPoint(type) ? Steps(start, step, (int)count).To(type) : WholeSteps(start, end, step, (int)count, type).To(type);
    }

    /// <summary>Numbers at equal distances, both ends included; PyTorch's <c>torch.linspace</c>.</summary>
    /// <param name="start">First number.</param>
    /// <param name="end">Last number.</param>
    /// <param name="count">How many.</param>
    /// <param name="type">Type of the elements; Float32 unless told.</param>
    /// <returns>y: [count]</returns>
    /// <exception cref="ShapeException">The count is negative.</exception>
    /// <exception cref="HoneException">The numbers are too many, or the element type cannot hold one of them.</exception>
    public static Tensor Linspace(double start, double end, int count, DType type = DType.Float32)
    {
        Shape shape = [count];
        Storage.RequirePossible((nint)count * sizeof(double));
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            // From the nearer end, so that both are exact.
            double step = count == 1 ? 0 : (end - start) / (count - 1);
            values[i] = i < count / 2 || count == 1 ? start + (i * step) : end - ((count - 1 - i) * step);
            DTypes.RequireHolds(type, values[i], nameof(Linspace));
        }

        return From(values, shape).To(type);
    }

    /// <summary>The identity matrix: ones on the diagonal, zeros elsewhere.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns; as many as rows unless given.</param>
    /// <param name="type">Type of the elements; Float32 unless told.</param>
    /// <returns>y: [rows, columns]</returns>
    /// <exception cref="ShapeException">A size is negative.</exception>
    public static Tensor Eye(int rows, int? columns = null, DType type = DType.Float32)
    {
        Shape shape = [rows, columns ?? rows];
        Storage.RequirePossible(shape.ElementCount);
        var values = new byte[shape.ElementCount];
        for (int i = 0; i < Math.Min(shape[0], shape[1]); i++)
        {
            values[(i * shape[1]) + i] = 1;
        }

        return From(values, shape).To(type);
    }

    /// <summary>Uniform random numbers in [low, high).</summary>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="stream">Where the numbers come from; one for each element, in row-major order.</param>
    /// <param name="low">Smallest number.</param>
    /// <param name="high">The numbers stay below it.</param>
    /// <returns>y: the shape, Float32.</returns>
    public static Tensor RandomUniform(Shape shape, RandomStream stream, float low = 0, float high = 1)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Tensor y = Empty(shape, Layout.RowMajor(shape), DType.Float32);
        stream.FillUniform(y.AsSpan<float>(), low, high);
        return y;
    }

    /// <summary>Normal random numbers.</summary>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="stream">Where the numbers come from; two draws for each element, in row-major order.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="standardDeviation">Standard deviation.</param>
    /// <returns>y: the shape, Float32.</returns>
    public static Tensor RandomNormal(Shape shape, RandomStream stream, float mean = 0, float standardDeviation = 1)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Tensor y = Empty(shape, Layout.RowMajor(shape), DType.Float32);
        stream.FillNormal(y.AsSpan<float>(), mean, standardDeviation);
        return y;
    }

    /// <summary>Random whole numbers in [low, high), each equally likely; PyTorch's <c>torch.randint</c>.</summary>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="stream">Where the numbers come from; one draw for each element, in row-major order.</param>
    /// <param name="low">Smallest number.</param>
    /// <param name="high">The numbers stay below it.</param>
    /// <returns>y: the shape, Int64.</returns>
    /// <exception cref="HoneException">There is no number from low to below high.</exception>
    public static Tensor RandomInt(Shape shape, RandomStream stream, long low, long high)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (high <= low)
        {
            throw new HoneException("RandomInt needs low < high.", $"low {low}, high {high}", nameof(RandomInt), "the upper border itself is never drawn: give the largest number plus 1");
        }

        Tensor y = Empty(shape, Layout.RowMajor(shape), DType.Int64);
        ulong numbers = (ulong)high - (ulong)low;
        foreach (ref long value in y.AsSpan<long>())
        {
            value = low + (long)Math.BigMul(stream.NextUInt64(), numbers, out _);
        }

        return y;
    }

    /// <summary>The numbers 0..count - 1 in random order, each order equally likely; PyTorch's <c>torch.randperm</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="stream">Where the order comes from: that of <see cref="RandomStream.Permutation"/>.</param>
    /// <returns>y: [count], Int64.</returns>
    /// <exception cref="ShapeException">The count is negative.</exception>
    public static Tensor RandomPermutation(int count, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Shape shape = [count];
        return From(Array.ConvertAll(stream.Permutation(count), place => (long)place), shape);
    }

    private static Tensor Steps(double start, double step, int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = start + (i * step);
        }

        return From(values, [count]);
    }

    /// <summary>The same in integers, which are exact where a double has no number for each of them.</summary>
    private static Tensor WholeSteps(double start, double end, double step, int count, DType type)
    {
        bool whole = DTypes.CanHold(DType.Int64, start) && DTypes.CanHold(DType.Int64, step);
        (long low, long high) = DTypes.Range(type);
        Int128 last = whole && count > 0 ? (long)start + ((Int128)(count - 1) * (long)step) : low;
        if (!whole || (count > 0 && !DTypes.CanHold(type, start)) || last < low || last > high)
        {
            throw new HoneException(
                $"Arange of {type} needs whole numbers that {type} can hold.",
                $"start {start}, end {end}, step {step}",
                nameof(Arange),
                "name a floating-point type, for example DType.Float32");
        }

        var values = new long[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (long)start + (i * (long)step);
        }

        return From(values, [count]);
    }
}
