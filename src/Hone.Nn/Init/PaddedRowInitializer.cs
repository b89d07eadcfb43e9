namespace Hone.Nn;

/// <summary>Another rule for all rows of a matrix but one, which is zero.</summary>
internal sealed class PaddedRowInitializer(Initializer inner, int row) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream stream)
    {
        inner.Fill(values, shape, stream);
        values.Slice(row * shape[1], shape[1]).Clear();
    }

    /// <summary>The rule itself, or with a zero row where there is a padding index.</summary>
    public static Initializer Of(Initializer inner, int? row) => row is { } index ? new PaddedRowInitializer(inner, index) : inner;

    /// <summary>A padding index counted from the start; null when there is none.</summary>
    public static int? Normalize(int? index, int rows)
    {
        int? row = index < 0 ? index + rows : index;
        return row is null || (uint)row.Value < (uint)rows
            ? row
            : throw new HoneException($"The padding index of an embedding with {rows} rows lies in {-rows}..{rows - 1}.", $"{index}", "Embedding", "use 0 for the first row, -1 for the last");
    }
}
