using Hone.Learn;
using Hone.Nn;
using Hone.Testing;

namespace Hone.Method.Tests.Checks;

/// <summary>Each check fires on its planted fault, naming cause and fix, and is silent on the sound twin.</summary>
public sealed class ModelFaultTests
{
    private static readonly TinyRecipe Recipe = new();

    [Fact]
    public void A_sound_recipe_passes_the_whole_suite()
    {
        CheckReport report = ModelChecks.Of(() => Recipe.Learner()).Run(null, TestContext.Current.CancellationToken);

        Assert.All(report.Results, result => Assert.True(result.Outcome == CheckOutcome.Pass, $"{result.Id}: {result.Message}"));
        Assert.Equal(13, report.Results.Count);
    }

    [Fact]
    public void A_sound_regression_passes_the_whole_suite()
    {
        TinyRecipe numbers = Recipe with { IsNumber = true };

        CheckReport report = ModelChecks.Of(() => numbers.Learner()).Run(null, TestContext.Current.CancellationToken);

        Assert.Empty(report.Findings);
        Assert.Equal("model/softmax-twice", Assert.Single(report.Results, result => result.Outcome == CheckOutcome.NotChecked).Id);
    }

    [Fact]
    public void What_depends_on_a_loss_that_does_not_fit_is_not_checked_instead_of_broken()
    {
        TinyRecipe faulty = Recipe with { Loss = new MseLoss() };

        CheckReport report = ModelChecks.Of(() => faulty.Learner()).Run(null, TestContext.Current.CancellationToken);

        Assert.Equal(0, report.Count(CheckOutcome.Broken));
        CheckResult overfit = Assert.Single(report.Results, result => result.Id == "model/overfit-batch");
        Assert.Equal((CheckOutcome.NotChecked, "batch/loss comes first: MseLoss reads Float32 targets, the batch has Int64"), (overfit.Outcome, overfit.Message));
    }

    [Fact]
    public void Several_labels_are_learned_by_heart_when_all_of_them_are_right()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item => new float[] { item % 2, item % 3, item % 5 }),
            Target = new MultiCategoryBlock<int>(item => item % 2 == 0 ? ["even", "number"] : ["number"], ["even", "number"]),
            Splitter = new IndexSplitter([.. Enumerable.Range(0, 30)], [30, 31]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 32)], new DataLoaderOptions { BatchSize = 16, Workers = 0 });

        CheckResult result = Run(new OverfitBatchCheck(new ModelProbe(() => new Learner(data, new Sequential(new Linear(3, 16), new ReLU(), new Linear(16, 2)).Initialize(1)))));

        Assert.True(result.Outcome == CheckOutcome.Pass, result.Message);
        Assert.Contains("16 of 16 right", result.Message);
    }

    [Fact]
    public void An_input_that_is_ignored_beside_others_is_told_by_its_number()
    {
        ModelProbe probe = TwoInputs(numbers: true, (first, _) => first);

        Finding finding = Only(new InputUseCheck(probe), "model/ignores-input");

        Assert.Equal("the model ignores input 1 of 2: zeros in it give the same answers", finding.What);
    }

    [Fact]
    public void Inputs_without_a_gradient_are_named_when_items_are_told_apart()
    {
        CheckResult mixed = Run(new BatchIndependenceCheck(TwoInputs(numbers: false, (first, second) => first + second)));

        Assert.Equal(CheckOutcome.Pass, mixed.Outcome);
        Assert.Contains("left out: input 1, Int64, which has no gradient", mixed.Message);
    }

    [Fact]
    public void Columns_that_are_not_normalized_are_named_with_their_mean_and_deviation()
    {
        TinyRecipe faulty = Recipe with { ChangeRow = (_, row) => row[2] = (row[2] * 90) + 72 };

        Finding finding = Only(new BatchContentCheck(faulty.Probe()), "batch/not-normalized");

        Assert.Contains("1 of 6 columns", finding.What);
        Assert.Matches("^column 2: mean [6-9]", finding.Evidence);
        Assert.Contains("Normalize", finding.HowToFix);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_named_with_its_item()
    {
        TinyRecipe faulty = Recipe with { ChangeRow = (item, row) => row[4] = item % 7 == 0 ? float.NaN : row[4] };

        Finding finding = Only(new BatchContentCheck(faulty.Probe()), "batch/not-finite");

        Assert.StartsWith("first NaN in item row ", finding.Evidence);
    }

    [Fact]
    public void A_net_with_another_number_of_outputs_than_classes_is_told_both_numbers()
    {
        Finding finding = Only(new LossFitCheck(Recipe.Probe(() => new Linear(TinyRecipe.Columns, 5).Initialize(1))), "batch/loss");

        Assert.Equal("axis 1 (classes) of the output is 5, the target has 3 classes", finding.What);
        Assert.Contains("[batch 32, classes 3]", finding.Threshold);
    }

    [Fact]
    public void A_net_that_does_not_take_the_batch_is_told_the_shapes()
    {
        Finding finding = Only(new LossFitCheck(Recipe.Probe(() => new Linear(9, 3).Initialize(1))), "batch/loss");

        Assert.Contains("input [32, 6]", finding.Evidence);
    }

    [Fact]
    public void A_reshape_that_folds_the_batch_away_is_found_on_axis_0()
    {
        ModelProbe probe = Recipe.Probe(() => new Rewired(Recipe.Net(), (net, x) => net.Forward(x).Reshape(16, -1)));

        Finding finding = Only(new LossFitCheck(probe), "batch/loss");

        Assert.Equal("axis 0 (batch) of the output is 16, 32 items went in", finding.What);
    }

    [Fact]
    public void Classes_for_a_loss_of_numbers_are_refused_with_both_types()
    {
        TinyRecipe faulty = Recipe with { Loss = new MseLoss() };

        Finding finding = Only(new LossFitCheck(faulty.Probe()), "batch/loss");

        Assert.Equal("MseLoss reads Float32 targets, the batch has Int64", finding.What);
    }

    [Fact]
    public void Two_classes_fit_a_loss_of_yes_or_no_and_three_do_not()
    {
        TinyRecipe two = Recipe with { Loss = new BceWithLogitsLoss(), Classes = 2 };
        CheckResult result = new LossFitCheck(two.Probe(() => new Linear(TinyRecipe.Columns, 1).Initialize(1))).Run(TestContext.Current.CancellationToken);
        Assert.True(result.Outcome == CheckOutcome.Pass, $"{result.Outcome}: {result.Message}");

        TinyRecipe three = Recipe with { Loss = new BceWithLogitsLoss() };
        Finding finding = Only(new LossFitCheck(three.Probe(() => new Linear(TinyRecipe.Columns, 1).Initialize(1))), "batch/loss");
        Assert.Equal("BceWithLogitsLoss does not take the output and the target", finding.What);
        Assert.Contains("zeros and ones", finding.Evidence);
        Assert.Contains("CrossEntropyLoss", finding.HowToFix);
    }

    [Fact]
    public void A_target_far_from_zero_costs_more_than_its_variance_and_the_fix_is_the_bias()
    {
        TinyRecipe faulty = Recipe with { IsNumber = true, TargetShift = 40 };
        Module withBias = faulty.Net();
        withBias.NamedParameters().Last().Parameter.Value.CopyFrom(Tensor.From([40f], [1]));

        // The answer 0 is allowed to cost what it costs; a net that is wilder than that is not.
        Finding finding = Only(new InitialLossCheck(faulty.Probe(() => new Rewired(faulty.Net(), (net, x) => net.Forward(x) * 300))), "model/initial-loss");

        Assert.Contains("mean(y)", finding.What);
        Assert.Contains("bias of the last layer", finding.HowToFix);
        Assert.Equal(CheckOutcome.Pass, Run(new InitialLossCheck(faulty.Probe(() => withBias))).Outcome);
    }

    [Fact]
    public void The_entropy_of_the_classes_is_a_sound_first_loss()
    {
        TinyRecipe skewed = Recipe with { Classes = 12 };
        ModelProbe probe = skewed.Probe();
        double[] shares = [.. probe.Targets.ToArray().GroupBy(target => target).Select(group => group.Count() / 32.0)];
        double entropy = -shares.Sum(share => share * Math.Log(share));
        Assert.True(entropy < 0.9 * Math.Log(12), $"{entropy}");

        CheckResult result = Run(new InitialLossCheck(skewed.Probe(() => new Rewired(skewed.Net(), (net, x) => (net.Forward(x) * 0) + Prior(probe)))));

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains($"loss {entropy:0.000} before training", result.Message);
    }

    [Fact]
    public void Dropout_that_stays_on_is_found_and_its_layer_named()
    {
        var stream = new RandomStream(3, "noise");
        ModelProbe probe = Recipe.Probe(() => new Sequential(new Linear(6, 8), new Noise(stream), new Linear(8, 3)).Initialize(1));

        Finding finding = Only(new EvalModeCheck(probe), "model/eval-random");

        Assert.Equal("layer 1 (Noise)", finding.Evidence);
        Assert.Contains("IsTraining", finding.HowToFix);
        Assert.Equal(CheckOutcome.Pass, Run(new EvalModeCheck(Recipe.Probe(() => new Sequential(new Linear(6, 8), new Dropout(), new BatchNorm1d(8), new Linear(8, 3)).Initialize(1)))).Outcome);
    }

    [Fact]
    public void A_model_that_ignores_its_input_is_found()
    {
        ModelProbe probe = Recipe.Probe(() => new Rewired(Recipe.Net(), (net, x) => net.Forward(x * 0)));

        Finding finding = Only(new InputUseCheck(probe), "model/ignores-input");

        Assert.Contains("zeros give the same answers", finding.What);
    }

    [Fact]
    public void A_batch_that_a_view_mixes_up_is_found_by_place_and_by_gradient()
    {
        // [32, 6] read as [6, 32] and turned: each row is made of several items.
        ModelProbe probe = Recipe.Probe(() => new Rewired(Recipe.Net(), (net, x) => net.Forward(x.Reshape(6, x.Shape[0]).Permute(1, 0).Contiguous())));

        Finding moves = Only(new InputUseCheck(probe), "model/answers-move");
        Finding mixes = Only(new BatchIndependenceCheck(probe), "model/batch-independence");

        Assert.Contains("row", moves.Evidence);
        Assert.Contains("depends on item", mixes.What);
        Assert.Contains("view", mixes.HowToFix);
    }

    [Fact]
    public void Normalization_over_the_batch_in_evaluation_mode_is_found_with_its_layer()
    {
        ModelProbe probe = Recipe.Probe(() => new Sequential(new Linear(6, 8), new BatchMeanRemoved(), new Linear(8, 3)).Initialize(1));

        Finding finding = Only(new BatchIndependenceCheck(probe), "model/batch-independence");

        Assert.Contains("first in layer 1 (BatchMeanRemoved)", finding.Evidence);
        Assert.Equal(CheckOutcome.Pass, Run(new BatchIndependenceCheck(Recipe.Probe(() => new Sequential(new Linear(6, 8), new BatchNorm1d(8), new Linear(8, 3)).Initialize(1)))).Outcome);
    }

    [Fact]
    public void A_sequence_model_that_looks_into_the_future_is_found_with_both_times()
    {
        // The six columns are six times: [32, 6] with one number each.
        ModelProbe future = Recipe.Probe(() => new Rewired(Recipe.Net(), (_, x) => x + x.Mean([1], keepDim: true)));
        ModelProbe past = Recipe.Probe(() => new Rewired(Recipe.Net(), (_, x) => x.Relu()));

        Finding finding = Only(new CausalityCheck(future), "model/causality");

        Assert.Equal("the output at time 0 depends on the input at time 1: the model looks into the future", finding.What);
        Assert.Equal(CheckOutcome.Pass, Run(new CausalityCheck(past)).Outcome);
        CheckResult none = Run(new CausalityCheck(Recipe.Probe()));
        Assert.Equal((CheckOutcome.NotChecked, "input [32, 6] and output [32, 3] have no time axis in common (axes 1 and 1)"), (none.Outcome, none.Message));
    }

    [Fact]
    public void Softmax_before_cross_entropy_is_found_and_a_small_output_is_not_mistaken_for_it()
    {
        Finding finding = Only(new SoftmaxTwiceCheck(Recipe.Probe(() => new Rewired(Recipe.Net(), (net, x) => net.Forward(x).Softmax(1)))), "model/softmax-twice");

        Assert.Equal("the model ends with softmax, and CrossEntropyLoss applies softmax again", finding.What);
        Assert.Contains("remove the last softmax", finding.HowToFix);
        Assert.Equal(CheckOutcome.Pass, Run(new SoftmaxTwiceCheck(Recipe.Probe(() => new Rewired(Recipe.Net(), (net, x) => net.Forward(x).Relu() * 0.01)))).Outcome);
    }

    [Theory]
    [InlineData(40f, "model/exploding", "explode")]
    [InlineData(0.02f, "model/vanishing", "vanish")]
    public void Exploding_and_vanishing_activations_are_named_with_their_layers(float factor, string id, string word)
    {
        Module Deep() => new Sequential(new Linear(6, 32), new ReLU(), new Linear(32, 32), new ReLU(), new Linear(32, 32), new ReLU(), new Linear(32, 3)).Initialize(1);

        Finding finding = Only(new ActivationCheck(Recipe.Probe(() => Scaled(Deep(), factor))), id);

        Assert.Contains(word, finding.What);
        Assert.Contains("(Linear): deviation", finding.Evidence);
        Assert.Equal(CheckOutcome.Pass, Run(new ActivationCheck(Recipe.Probe(Deep))).Outcome);
    }

    [Fact]
    public void A_small_layer_that_normalization_makes_large_again_does_not_vanish_nor_does_a_small_last_layer()
    {
        Module restored = Scaled(new Sequential(new Linear(6, 32), new ReLU()).Initialize(1), 0.01f);
        Module net = new Sequential(restored, new BatchNorm1d(32).Initialize(3), Scaled(new Linear(32, 3).Initialize(2), 0.01f));

        CheckResult result = Run(new ActivationCheck(Recipe.Probe(() => net)));

        Assert.True(result.Outcome == CheckOutcome.Pass, result.Message);
        Assert.Contains("deviations 0.00", result.Message);
    }

    [Fact]
    public void An_embedding_that_starts_small_does_not_vanish()
    {
        Module Small(Module model)
        {
            Parameter table = model.NamedParameters().Single(each => each.Path == "second.weight").Parameter;
            table.Value.CopyFrom(Tensor.From(Array.ConvertAll(table.Value.ToArray<float>(), value => value * 0.001f), table.Value.Shape));
            return model;
        }

        CheckResult result = Run(new ActivationCheck(TwoInputs(numbers: false, (first, second) => first + second, Small)));

        Assert.True(result.Outcome == CheckOutcome.Pass, result.Message);
        Assert.Contains("deviations 0.00", result.Message);
    }

    [Fact]
    public void Dead_units_are_counted_and_their_layer_named()
    {
        Module Dying()
        {
            Module net = Recipe.Net();
            float[] bias = [.. Enumerable.Range(0, 24).Select(unit => unit < 18 ? -50f : 0)];
            net.NamedParameters().Single(each => each.Path == "0.bias").Parameter.Value.CopyFrom(Tensor.From(bias, [24]));
            return net;
        }

        Finding finding = Only(new ActivationCheck(Recipe.Probe(Dying)), "model/dead-units");

        Assert.Equal("1 (ReLU): 75% dead", finding.Evidence);
    }

    [Fact]
    public void Frozen_layers_that_were_forgotten_are_named_unless_they_are_meant_to_be()
    {
        Learner Frozen()
        {
            Learner learner = Recipe.Learner();
            learner.Model.NamedParameters().First().Parameter.RequiresGrad = false;
            return learner;
        }

        Finding finding = Only(new GradientCoverageCheck(new ModelProbe(Frozen)), "model/frozen");

        Assert.Equal("1 of 4 parameters are frozen: they stay what they are", finding.What);
        Assert.Equal("0.weight", finding.Evidence);
        Assert.Contains("Unfreeze", finding.HowToFix);
        Assert.Equal(CheckOutcome.Pass, Run(new GradientCoverageCheck(new ModelProbe(Frozen), frozenOnPurpose: true)).Outcome);
    }

    [Fact]
    public void A_model_that_is_frozen_altogether_is_an_error()
    {
        Learner Frozen()
        {
            Learner learner = Recipe.Learner();
            learner.Model.RequiresGrad(false);
            return learner;
        }

        Finding finding = Only(new GradientCoverageCheck(new ModelProbe(Frozen), frozenOnPurpose: true), "model/frozen");

        Assert.Equal((Severity.Error, "all 4 parameters are frozen: nothing can be learned"), (finding.Severity, finding.What));
    }

    [Fact]
    public void Parameters_that_no_group_of_the_optimizer_holds_are_named()
    {
        Learner Forgetful() => Recipe.Learner(options: new LearnerOptions { Groups = model => [new ParameterGroup(model.Parameters().Skip(2))] });

        Finding finding = Only(new GradientCoverageCheck(new ModelProbe(Forgetful)), "model/not-in-optimizer");

        Assert.Equal("2 of 4 trainable parameters are in no group of the optimizer", finding.What);
        Assert.Equal("0.weight, 0.bias", finding.Evidence);
    }

    [Fact]
    public void A_regression_is_learned_by_heart_and_one_without_a_trainable_layer_is_not()
    {
        TinyRecipe numbers = Recipe with { IsNumber = true, BatchSize = 16 };
        ModelProbe stuck = numbers.Probe(() => new Rewired(numbers.Net(), (net, x) => (net.Forward(x) * 0) + 3));

        Assert.Equal(CheckOutcome.Pass, Run(new OverfitBatchCheck(numbers.Probe(), stepBudget: 400)).Outcome);
        Assert.StartsWith("one batch cannot be learned by heart: loss", Only(new OverfitBatchCheck(stuck, stepBudget: 20), "model/overfit-batch").What);
    }

    [Theory]
    [InlineData(1e3, "model/learning-rate-too-high", "too high")]
    [InlineData(1e-8, "model/learning-rate-too-low", "too low")]
    public void A_learning_rate_out_of_range_is_told_with_the_curve(double rate, string id, string word)
    {
        Finding finding = Only(new LearningRateCheck(() => Recipe.Learner(), rate), id);

        Assert.Contains(word, finding.What);
        Assert.Contains("the loss falls around", finding.What);
        Assert.Contains("valley", finding.HowToFix);
    }

    [Fact]
    public void A_loss_that_is_never_finite_points_to_the_first_loss()
    {
        TinyRecipe faulty = Recipe with { ChangeRow = (_, row) => row[0] = float.PositiveInfinity };

        Finding finding = Only(new LearningRateCheck(() => faulty.Learner(options: new LearnerOptions { TerminateOnNaN = false })), "model/loss-not-finite");

        Assert.Contains("model/initial-loss", finding.HowToFix);
    }

    [Fact]
    public void Capacity_that_does_not_help_is_found_and_capacity_that_helps_is_not()
    {
        Learner Sound(int width, long seed) => (Recipe with { Seed = seed }).Learner((Recipe with { Seed = seed }).Net(8 * width));
        Learner Stuck(int width, long seed)
        {
            Learner learner = Sound(width, seed);
            foreach ((_, Parameter parameter) in learner.Model.NamedParameters().SkipLast(width == 1 ? 0 : 1))
            {
                parameter.RequiresGrad = width == 1;
            }

            return learner;
        }

        Assert.Equal(CheckOutcome.Pass, Run(new CapacityCheck(Sound, epochs: 6)).Outcome);
        Finding finding = Only(new CapacityCheck(Stuck, epochs: 6), "model/capacity");
        Assert.Contains("twice the width does not lower the training loss", finding.What);
        Assert.Equal(Severity.Info, Only(new CapacityCheck(Stuck, epochs: 6, seeds: 1), "model/capacity").Severity);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Shuffled_labels_leave_a_sound_recipe_at_the_constant_answer(bool isNumber)
    {
        TinyRecipe recipe = Recipe with { IsNumber = isNumber };

        CheckResult result = Run(new ShuffledLabelsCheck(recipe.Loaders(), data => Trained(recipe, data)));

        Assert.True(result.Outcome == CheckOutcome.Pass, result.Message);
        Assert.Contains("n = 60", result.Message);
    }

    [Fact]
    public void A_recipe_that_does_not_read_the_labels_it_is_given_is_caught_by_the_shuffled_labels()
    {
        Finding finding = Only(new ShuffledLabelsCheck(Recipe.Loaders(), _ => Trained(Recipe, Recipe.Loaders())), "leak/shuffled-labels");

        Assert.Contains("taught shuffled labels still answers rightly", finding.What);
        Assert.Equal(60, finding.N);
    }

    [Fact]
    public void A_trained_model_is_worse_without_its_input_and_one_that_never_looked_is_not()
    {
        Learner trained = Trained(Recipe, Recipe.Loaders());
        Learner blind = Recipe.Learner(new Rewired(Recipe.Net(), (net, x) => net.Forward(x * 0)));

        Assert.Equal(CheckOutcome.Pass, Run(new ZeroInputCheck(trained)).Outcome);
        CheckResult found = Run(new ZeroInputCheck(blind));
        Assert.Equal(2, found.Findings.Count);
        Assert.Contains("with zeros", found.Findings[0].What + found.Findings[1].What);
    }

    /// <summary>A model of two inputs of three numbers each, or numbers and codes.</summary>
    private static ModelProbe TwoInputs(bool numbers, Func<Tensor, Tensor, Tensor> join, Func<Module, Module>? change = null)
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item => new float[] { item % 2, item % 3, item % 5 }),
            MoreInputs = [numbers ? new VectorBlock<int>(item => new float[] { item % 7, item % 4, 1 }) : new CategoryBlock<int>(item => $"k{item % 3}")],
            Target = new CategoryBlock<int>(item => $"c{item % 3}"),
            Splitter = new IndexSplitter([.. Enumerable.Range(0, 30)], [30, 31]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 32)], new DataLoaderOptions { BatchSize = 16, Workers = 0 });
        return new ModelProbe(() =>
        {
            Module model = new TwoWays(numbers, join).Initialize(1);
            return new Learner(data, change?.Invoke(model) ?? model);
        });
    }

    private static Learner Trained(TinyRecipe recipe, DataLoaders data)
    {
        Learner learner = recipe.Learner(data: data);
        learner.Fit(8);
        return learner;
    }

    private static Tensor Prior(ModelProbe probe)
    {
        var scores = new float[12];
        foreach (long target in probe.Targets)
        {
            scores[target]++;
        }

        return Tensor.From(Array.ConvertAll(scores, count => MathF.Log(Math.Max(count, 1e-6f))), [12]);
    }

    private static Module Scaled(Module model, float factor)
    {
        foreach (Parameter parameter in model.Parameters())
        {
            parameter.Value.CopyFrom(Tensor.From(Array.ConvertAll(parameter.Value.ToArray<float>(), value => value * factor), parameter.Value.Shape));
        }

        return model;
    }

    private static CheckResult Run(Check check) => check.Run(TestContext.Current.CancellationToken);

    private static Finding Only(Check check, string id)
    {
        CheckResult result = Run(check);
        Assert.True(result.Outcome == CheckOutcome.Finding, $"{result.Id}: {result.Message}");
        Finding finding = Assert.Single(result.Findings, each => each.Id == id);
        Assert.NotEmpty(finding.HowToFix);
        Assert.NotEmpty(finding.Why);
        return finding;
    }

    /// <summary>A layer for each of two inputs.</summary>
    private sealed class TwoWays : Module
    {
        private readonly Module _first;
        private readonly Module _second;
        private readonly Func<Tensor, Tensor, Tensor> _join;

        public TwoWays(bool numbers, Func<Tensor, Tensor, Tensor> join)
        {
            _first = Register("first", new Linear(3, 3));
            _second = numbers ? Register("second", new Linear(3, 3)) : Register("second", new Embedding(3, 3));
            _join = join;
        }

        protected override Tensor ComputeAll(IReadOnlyList<Tensor> inputs) => _join(_first.Forward(inputs[0]), _second.Forward(inputs[1]));

        protected override Tensor Compute(Tensor x) => _first.Forward(x);
    }

    /// <summary>Noise that does not ask whether the model trains.</summary>
    private sealed class Noise(RandomStream stream) : Module
    {
        protected override Tensor Compute(Tensor x) => x + Tensor.RandomNormal(x.Shape, stream);
    }

    /// <summary>Takes the mean over the batch away, also in evaluation.</summary>
    private sealed class BatchMeanRemoved : Module
    {
        protected override Tensor Compute(Tensor x) => x - x.Mean([0], keepDim: true);
    }
}
