using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Which parameters learn after freezing, and what the optimizer remembers.</summary>
[Collection("memory pool")]
public sealed class FreezeTests
{
    private static readonly string[] s_all = ["first", "norm", "second", "third"];

    [Theory]
    [InlineData(0, true, "first norm second third")]
    [InlineData(1, true, "norm second third")]
    [InlineData(2, true, "norm third")]
    [InlineData(3, true, "norm")]
    [InlineData(-1, true, "norm third")]
    [InlineData(-2, true, "norm second third")]
    [InlineData(-3, true, "first norm second third")]
    [InlineData(1, false, "second third")]
    [InlineData(-1, false, "third")]
    [InlineData(3, false, "")]
    public void Groups_from_the_given_one_on_learn_and_normalization_everywhere(int group, bool trainBn, string learning)
    {
        Learner learner = New(trainBn);
        learner.FreezeTo(group);
        string[] expected = learning.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, s_all.Where(name => Layer(learner, name).Parameters().All(parameter => parameter.RequiresGrad)));
        Assert.Equal(expected, s_all.Where(name => Layer(learner, name).Parameters().Any(parameter => parameter.RequiresGrad)));
        if (expected.Length == 0)
        {
            return;
        }

        float[][] before = [.. s_all.Select(name => SmallTraining.Weights(Layer(learner, name)))];
        learner.Fit(1);
        Assert.Equal(expected, s_all.Where((name, i) => !before[i].SequenceEqual(SmallTraining.Weights(Layer(learner, name)))));
    }

    [Fact]
    public void Freeze_leaves_the_last_group_and_unfreeze_takes_all()
    {
        Learner learner = New();
        learner.Freeze();
        Assert.DoesNotContain(Layer(learner, "second").Parameters(), parameter => parameter.RequiresGrad);
        Assert.All(Layer(learner, "third").Parameters(), parameter => Assert.True(parameter.RequiresGrad));
        learner.Unfreeze();
        Assert.All(learner.Model.Parameters(), parameter => Assert.True(parameter.RequiresGrad));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-4)]
    public void A_group_that_is_not_there_is_refused_and_nothing_changes(int group)
    {
        Learner learner = New();
        learner.FreezeTo(1);
        Optimizer optimizer = learner.Optimizer;
        var error = Assert.Throws<HoneException>(() => learner.FreezeTo(group));
        Assert.Contains("3 parameter groups lies in -3..3", error.Message);
        Assert.Contains($"got: {group}", error.Message);
        Assert.Same(optimizer, learner.Optimizer);
        Assert.DoesNotContain(Layer(learner, "first").Parameters(), parameter => parameter.RequiresGrad);
    }

    [Fact]
    public void Freezing_lets_the_optimizer_begin_anew()
    {
        // AdamW's moments of the first fit would change the second one.
        float[] anew = SecondFit(learner => learner.FreezeTo(0));
        float[] onward = SecondFit(_ => { });
        Learner first = New();
        first.Fit(2);
        Learner fresh = New();
        fresh.Model.LoadStateDict(first.Model.StateDict());
        fresh.Fit(1);
        Assert.Equal(SmallTraining.Weights(fresh.Model), anew);
        Assert.NotEqual(onward, anew);
    }

    private static float[] SecondFit(Action<Learner> between)
    {
        Learner learner = New();
        learner.Fit(2);
        between(learner);
        learner.Fit(1);
        return SmallTraining.Weights(learner.Model);
    }

    private static Module Layer(Learner learner, string name) => learner.Model.Children().ElementAt(Array.IndexOf(s_all, name)).Child;

    /// <summary>Three groups: a layer with its normalization, and two single layers.</summary>
    private static Learner New(bool trainBn = true)
    {
        Module model = new Sequential(new Linear(1, 3), new BatchNorm1d(3), new Linear(3, 3), new Linear(3, 2)).Initialize(seed: 5);
        return new Learner(TinyTraining.Loaders(), model, new LearnerOptions
        {
            TrainBn = trainBn,
            LearningRate = 0.1,
            Groups = net =>
            {
                Module[] layers = [.. net.Children().Select(child => child.Child)];
                return [new ParameterGroup(layers[0].Parameters().Concat(layers[1].Parameters())), new ParameterGroup(layers[2].Parameters()), new ParameterGroup(layers[3].Parameters())];
            },
        });
    }
}
