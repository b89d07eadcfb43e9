namespace Hone.Learn.Tests;

public sealed class LearnerSummaryTests
{
    [Fact]
    public void A_summary_holds_layers_optimizer_loss_groups_and_callbacks()
    {
        Learner learner = SmallTraining.Learner(options: new LearnerOptions { Callbacks = [new Ema()] });

        LearnerSummary summary = learner.Summary();

        Assert.Equal(25_450, summary.Model.Parameters);
        string text = summary.ToString();
        Assert.Contains("Input [64, 1, 28, 28]", text);
        Assert.Contains("1 Linear", text);
        Assert.Contains("[64, 32]", text);
        Assert.Contains("Optimizer: AdamW, learning rate 0.001", text);
        Assert.Contains("Loss: CrossEntropyLoss", text);
        Assert.Contains("Groups: 1, of which 0 frozen", text);
        Assert.Contains("Ema, Recorder", text);
    }
}
