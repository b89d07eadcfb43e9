namespace Hone.Learn;

/// <summary>Sequences of different lengths, padded to the longest of their batch: <c>[batch, steps]</c>, or <c>[batch, steps, ...StepShape]</c>; PyTorch's <c>pad_sequence(batch_first=True)</c>, fastai's <c>pad_input</c>.</summary>
/// <remarks>
/// As the first input it also sorts: training batches hold sequences of similar length (fastai's <c>SortedDL</c>). A model that must know where a sequence ends sees the padding value
/// (<c>EmbeddingBag</c> with a <c>PaddingIndex</c>), or a second input with the lengths.
/// </remarks>
/// <example><code>
/// sealed class NotesColumn(IReadOnlyList&lt;Song&gt; songs, int longest) : PaddedColumn&lt;long&gt;(longest, padding: 0)
/// {
///     public override string Name => "notes";
///     public override DType DType => DType.Int64;
///     public override int Length(int index) => songs[index].Notes.Length;
///     protected override ReadOnlySpan&lt;long&gt; Sequence(int index) => songs[index].Notes;
///     public override IEnumerable&lt;SummaryStep&gt; Describe(int index) => [new("notes", $"{Length(index)} notes")];
/// }
/// </code></example>
/// <typeparam name="T">float, long or byte: the C# type of <see cref="Column.DType"/>.</typeparam>
public abstract class PaddedColumn<T> : Column<T>
    where T : unmanaged
{
    private readonly T _padding;
    private readonly bool _padFirst;
    private readonly int _stepLength;
    private readonly Func<int, int> _lengths;

    /// <summary>Stores how is padded.</summary>
    /// <param name="longest">Steps of the longest sequence that is known when training begins: the first number of <see cref="Column.RowShape"/>. A batch is as long as its own longest.</param>
    /// <param name="padding">What stands where a sequence has ended; PyTorch's <c>padding_value</c>, 0 there.</param>
    /// <param name="stepShape">Shape of one step, such as <c>[features]</c>; <c>[]</c>, the default, for one number a step.</param>
    /// <param name="padFirst">Whether padding stands before the sequence, for recurrent nets that should read the end last; false as in PyTorch.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="longest"/> is negative.</exception>
    protected PaddedColumn(int longest, T padding = default, Shape stepShape = default, bool padFirst = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(longest);
        _padding = padding;
        _padFirst = padFirst;
        _stepLength = stepShape.ElementCount;
        _lengths = Length;
        StepShape = stepShape;
        RowShape = [longest, .. stepShape];
    }

    /// <summary>Shape of one step; <c>[]</c> for one number a step.</summary>
    public Shape StepShape { get; }

    /// <summary>Steps of the longest sequence that was known when training began, then the shape of a step.</summary>
    public sealed override Shape RowShape { get; }

    /// <inheritdoc/>
    public sealed override Func<int, int> Lengths => _lengths;

    /// <summary>Steps of one sequence; called often, so it should not read files.</summary>
    /// <param name="index">Position in the list of items.</param>
    /// <returns>0 or more.</returns>
    public abstract int Length(int index);

    /// <summary>The sequence itself; called once for each batch that it is in, on loader threads.</summary>
    /// <param name="index">Position in the list of items.</param>
    /// <returns><see cref="Length"/> times the elements of a step, step by step; another number is an error that names the item.</returns>
    protected abstract ReadOnlySpan<T> Sequence(int index);

    /// <inheritdoc/>
    public sealed override Tensor RentBatch(int count) => Tensor.Rent([count, .. RowShape], DType);

    /// <summary>Memory that is as long as the longest of these sequences.</summary>
    /// <inheritdoc/>
    public sealed override Tensor RentFor(ReadOnlySpan<int> indices)
    {
        int longest = 0;
        foreach (int index in indices)
        {
            longest = Math.Max(longest, Length(index));
        }

        return Tensor.Rent([indices.Length, longest, .. StepShape], DType);
    }

    /// <summary>The numbers of steps of a row of a batch, padding included; override it to show more.</summary>
    /// <inheritdoc/>
    public override DecodedPart Decode(Tensor memory, int row)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return new DecodedPart(Wording.Count(memory.Shape[1], "step"));
    }

    /// <inheritdoc/>
    protected sealed override void Write(int index, Span<T> row)
    {
        int length = Length(index);
        ReadOnlySpan<T> sequence = Sequence(index);
        if (sequence.Length != length * _stepLength)
        {
            throw new HoneDataException(
                $"A sequence of {length} steps with {_stepLength} elements each, {length * _stepLength} elements.",
                $"{sequence.Length} elements",
                $"{GetType().Name}.Sequence({index})",
                "let Length count steps and Sequence give all elements of each step");
        }

        int gap = row.Length - sequence.Length;
        sequence.CopyTo(_padFirst ? row[gap..] : row);
        (_padFirst ? row[..gap] : row[sequence.Length..]).Fill(_padding);
    }
}
