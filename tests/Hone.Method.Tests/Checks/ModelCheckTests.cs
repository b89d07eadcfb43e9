using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method.Tests.Checks;

/// <summary>Each check of one batch must fire on its planted fault and stay silent on the sound twin.</summary>
public sealed class ModelCheckTests
{
    private const int Classes = 4;

    [Fact]
    public void All_checks_are_silent_on_a_sound_model()
    {
        ModelProbe probe = Probe(Sound);
        foreach (Check check in new Check[] { new BatchContentCheck(probe), new InitialLossCheck(probe), new GradientCoverageCheck(probe), new OverfitBatchCheck(probe) })
        {
            CheckResult result = check.Run(TestContext.Current.CancellationToken);
            Assert.True(result.Outcome == CheckOutcome.Pass, $"{result.Id}: {result.Message}");
        }
    }

    [Fact]
    public void A_loss_far_from_ln_K_at_the_start_is_found_with_both_numbers()
    {
        CheckResult result = new InitialLossCheck(Probe(() => Scaled(Sound(), 30))).Run(TestContext.Current.CancellationToken);
        Assert.Equal(CheckOutcome.Finding, result.Outcome);
        Assert.Contains("ln 4 = 1.386", result.Findings[0].What);
    }

    [Fact]
    public void Parameters_that_no_gradient_reaches_are_named()
    {
        CheckResult result = new GradientCoverageCheck(Probe(() => new Severed().Initialize(1))).Run(TestContext.Current.CancellationToken);
        Assert.Equal(CheckOutcome.Finding, result.Outcome);
        Assert.Contains("unused.weight", result.Findings[0].Evidence);
        Assert.Contains("2 of 4 parameters have a gradient that is missing", result.Findings[0].What);
    }

    [Fact]
    public void A_batch_that_cannot_be_learned_is_found()
    {
        // Every item is the same picture with a label of its own: nothing can tell them apart.
        byte[] pixels = new byte[64 * 16];
        Array.Fill(pixels, (byte)100);
        ModelProbe probe = new(Sound, Loader(pixels), Classes);
        CheckResult overfit = new OverfitBatchCheck(probe, stepBudget: 60).Run(TestContext.Current.CancellationToken);
        Assert.Equal(CheckOutcome.Finding, overfit.Outcome);
        Assert.Contains("cannot be learned by heart", overfit.Findings[0].What);
        CheckResult content = new BatchContentCheck(probe).Run(TestContext.Current.CancellationToken);
        Assert.Contains(content.Findings, finding => finding.Id == "batch/equal-items");
        Assert.Contains(content.Findings, finding => finding.Id == "batch/constant");
    }

    private static ModelProbe Probe(Func<Module> createModel)
    {
        var stream = new RandomStream(1, "test");
        byte[] pixels = Enumerable.Range(0, 64 * 16).Select(_ => (byte)stream.NextInt(256)).ToArray();
        return new ModelProbe(createModel, Loader(pixels), Classes);
    }

    private static DataLoader Loader(byte[] pixels)
    {
        int[] labels = Enumerable.Range(0, 64).Select(i => i % Classes).ToArray();
        ImageSet set = ImageSet.Create(pixels, labels, 4, 4, 1, ["a", "b", "c", "d"], "test");
        DataBlock<int> block = ImageBlocks.FromSet(set) with { Splitter = new IndexSplitter([.. Enumerable.Range(0, 60)], [60, 61, 62, 63]) };
        return block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { BatchSize = 32, Workers = 0 }).Train;
    }

    private static Sequential Sound() => new Sequential(new Flatten(), new Linear(16, 32), new ReLU(), new Linear(32, Classes)).Initialize(1);

    private static Module Scaled(Module model, float factor)
    {
        foreach (Parameter parameter in model.Parameters())
        {
            parameter.Value.CopyFrom(Tensor.From(Array.ConvertAll(parameter.Value.ToArray<float>(), value => value * factor), parameter.Value.Shape));
        }

        return model;
    }

    /// <summary>A model with a layer whose result it throws away.</summary>
    private sealed class Severed : Module
    {
        private readonly Linear _used;
        private readonly Linear _unused;

        public Severed()
        {
            _used = Register("used", new Linear(16, Classes));
            _unused = Register("unused", new Linear(16, Classes));
        }

        protected override Tensor Compute(Tensor x)
        {
            Tensor flat = x.Flatten();
            _unused.Forward(flat);
            return _used.Forward(flat);
        }
    }
}
