using Hone.Nn.Tests.Layers;
using Hone.Nn.Tests.Layers.Attention;
using Hone.Nn.Tests.Losses;
using Hone.Nn.Tests.Optimizers;
using Hone.Tests.Instructions;

namespace Hone.Nn.Tests.Instructions;

/// <summary>
/// Compares layers, losses and optimizers with PyTorch again in child processes without AVX2 and without any vector instructions. Every kernel is
/// tested so by the engine's tests; here stand what joins them and has goldens in float32. Goldens of whole nets are in float64, which has no vectors
/// of its own, and the rest of this assembly is about names, files and errors. A machine without such instructions skips its test.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class InstructionSetTests
{
    private static readonly Type[] Classes =
    [
        typeof(InstructionProbe),
        typeof(LayerGoldenTests),
        typeof(NormPoolConvGoldenTests),
        typeof(RecurrentGoldenTests),
        typeof(TransformerGoldenTests),
        typeof(LossTests),
        typeof(OptimizerGoldenTests),
        typeof(OptimizerTraceTests),
        typeof(OptimizerKernelTests),
    ];

    [Theory]
    [InlineData("EnableAVX2", 256, 128)]
    [InlineData("EnableHWIntrinsic", 128, 0)]
    public void Goldens_pass_with_instructions_switched_off(string group, int needed, int left)
    {
        Assert.SkipUnless(
            InstructionChild.WidestRegister >= needed,
            $"nothing to switch off by {group}: registers of {needed} bits are needed, this machine's widest has {InstructionChild.WidestRegister}");
        InstructionChild child = InstructionChild.Run(group, left, Classes.SelectMany(type => new[] { "-class", type.FullName! }));
        child.RequirePassed(Classes);
    }
}
