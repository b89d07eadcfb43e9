using Hone.Learn;

namespace Hone.Conventions.Tests.UserCode;

/// <summary>Tunes of different lengths, as a user would write it: numbers of notes from 1, padded with 0.</summary>
internal sealed class TuneColumn(IReadOnlyList<long[]> tunes) : PaddedColumn<long>(tunes.Max(tune => tune.Length))
{
    public override string Name => "tune";

    public override DType DType => DType.Int64;

    public override int Length(int index) => tunes[index].Length;

    public override IEnumerable<SummaryStep> Describe(int index) => [new SummaryStep("tune", $"{Length(index)} notes")];

    protected override ReadOnlySpan<long> Sequence(int index) => tunes[index];
}
