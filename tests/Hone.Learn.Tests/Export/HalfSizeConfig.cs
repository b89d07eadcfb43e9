namespace Hone.Learn.Tests;

internal sealed record HalfSizeConfig(int Step) : ItemTransformConfig
{
    public override ItemTransform Build() => new HalfSize(Step);
}
