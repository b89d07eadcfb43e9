namespace Hone.Engine.Tests.Ops;

public sealed class SoftTargetTests
{
    public static TheoryData<string> SoftTargets => [.. JsonGolden.Names("soft_targets.json")];

    [Theory]
    [MemberData(nameof(SoftTargets))]
    public void Cross_entropy_against_probabilities_equals_PyTorchs(string name)
    {
        Tensor probabilities = Tensor.Linspace(-1, 1, 20, DType.Float64).Reshape(5, 4).Softmax(1);
        JsonGolden.Check("soft_targets.json", name, t => t[0].CrossEntropy(probabilities, new()
        {
            ClassWeights = name is "weighted" or "both" ? Tensor.From([1.0, 0.5, 2, 0.25], [4]) : null,
            LabelSmoothing = name switch { "smooth" => 0.1, "both" => 0.2, _ => 0 },
        }));
    }
}
