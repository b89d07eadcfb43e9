using Hone.Learn;

namespace Hone.Conventions.Tests.UserCode;

/// <summary>Walks of different lengths, two numbers a step, padded in front with -1; <c>cut</c> is what a mistaken column leaves out at the end.</summary>
internal sealed class PathColumn(float[][] paths, int cut = 0) : PaddedColumn<float>(longest: 3, padding: -1, stepShape: [2], padFirst: true)
{
    public override string Name => "path";

    public override DType DType => DType.Float32;

    public override int Length(int index) => paths[index].Length / 2;

    public override IEnumerable<SummaryStep> Describe(int index) => [new SummaryStep("path", $"{Length(index)} steps")];

    protected override ReadOnlySpan<float> Sequence(int index) => paths[index].AsSpan()[..^cut];
}
