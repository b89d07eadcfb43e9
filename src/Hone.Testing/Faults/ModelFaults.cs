using Hone.Method;
using Hone.Nn;

namespace Hone.Testing;

/// <summary>Models that are wired wrongly.</summary>
internal static class ModelFaults
{
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        Fault("softmax before cross-entropy", "model/softmax-twice", Severity.Error, "applies softmax again", "remove the last softmax", SoftmaxTwice),
        Fault("sigmoid before the binary loss", "model/softmax-twice", Severity.Error, "applies sigmoid again", "remove the last sigmoid", (draft, _) => draft with { HasTwoLabels = true }, SigmoidTwice),
        Fault("a loss of numbers for classes", "batch/loss", Severity.Error, "MseLoss reads Float32 targets, the batch has Int64", "choose a loss for classes", WrongLoss, (draft, _) => draft.Net()),
        Fault("another number of outputs than classes", "batch/loss", Severity.Error, "axis 1 (classes) of the output is 5", "have 3 outputs", WrongOutputs),
        Fault("a batch that a reshape folds away", "batch/loss", Severity.Error, "axis 0 (batch) of the output is 16", "keep axis 0", Folded),
        Fault("an input that is ignored", "model/ignores-input", Severity.Error, "the model ignores its input", "follow the input through Compute", InputIgnored),
        Fault("a batch that a view mixes up", "model/batch-independence", Severity.Error, "depends on item", "view or reshape", ViewMixUp),
        Fault("answers that depend on the place in the batch", "model/answers-move", Severity.Error, "place in the batch", "look for a view", ViewMixUp),
        Fault("evaluation with dropout on", "model/eval-random", Severity.Error, "1 (AlwaysDropping)", "IsTraining", DropoutOn),
        Fault("batch normalization in training mode at evaluation", "model/eval-changes-state", Severity.Error, "running_mean", "only while IsTraining", NormInTraining),
        Fault("normalization over the batch at evaluation", "model/batch-independence", Severity.Error, "2 (BatchMeanRemoved)", "normalization over the batch", BatchMean),
        Fault("dead ReLUs", "model/dead-units", Severity.Warn, "75% dead", "LeakyReLU", DeadUnits),
        Fault("exploding activations", "model/exploding", Severity.Warn, "layers explode", "initialize with Kaiming's rule", (draft, isPlanted) => Deep(draft).Scaled(isPlanted ? 40 : 1)),
        Fault("vanishing activations", "model/vanishing", Severity.Warn, "layers vanish", "initialize with Kaiming's rule", (draft, isPlanted) => Deep(draft).Scaled(isPlanted ? 0.02f : 1)),
        Fault("a first loss far above guessing", "model/initial-loss", Severity.Warn, "guessing costs ln 3 = 1.099", "initialize the last layer with smaller weights", (draft, isPlanted) => draft.Net().Scaled(isPlanted ? 30 : 0.1f, "2.")),
        PlantedFault.Of(
            FaultKind.Model, "causality broken by a layer in both directions", "model/causality", Severity.Error, "looks into the future", "no layer in both directions", (seed, isPlanted, cancellationToken) => Sequence(new ModelDraft(seed), isPlanted, cancellationToken)),
        PlantedFault.Of(
            FaultKind.Model, "causality broken by attention without a mask", "model/causality", Severity.Error, "looks into the future", "mask attention", (seed, isPlanted, cancellationToken) => Attention(new ModelDraft(seed), isPlanted, cancellationToken)),
    ];

    private static PlantedFault Fault(string name, string id, Severity severity, string cause, string fix, Func<ModelDraft, bool, Module> plant) =>
        Fault(name, id, severity, cause, fix, (draft, _) => draft, plant);

    private static PlantedFault Fault(
        string name, string id, Severity severity, string cause, string fix, Func<ModelDraft, bool, ModelDraft> change, Func<ModelDraft, bool, Module> plant) => PlantedFault.Of(
        FaultKind.Model,
        name,
        id,
        severity,
        cause,
        fix,
        (seed, isPlanted, cancellationToken) =>
        {
            ModelDraft draft = change(new ModelDraft(seed), isPlanted);
            return draft.Suite(() => plant(draft, isPlanted), cancellationToken);
        });

    private static Module SoftmaxTwice(ModelDraft draft, bool isPlanted) => new Rewired(draft.Net(), (net, x) => isPlanted ? net.Forward(x).Softmax(1) : net.Forward(x));

    private static Module SigmoidTwice(ModelDraft draft, bool isPlanted) => new Rewired(draft.Net(), (net, x) => isPlanted ? net.Forward(x).Sigmoid() : net.Forward(x));

    private static ModelDraft WrongLoss(ModelDraft draft, bool isPlanted) => draft with { Options = draft.Options with { Loss = isPlanted ? new MseLoss() : new CrossEntropyLoss() } };

    private static Module WrongOutputs(ModelDraft draft, bool isPlanted) =>
        isPlanted ? new Sequential(new Linear(ModelDraft.Columns, 24), new ReLU(), new Linear(24, 5)).Initialize((long)draft.Seed) : draft.Net();

    private static Module Folded(ModelDraft draft, bool isPlanted) => new Rewired(draft.Net(), (net, x) => isPlanted ? net.Forward(x).Reshape(16, -1) : net.Forward(x));

    private static Module InputIgnored(ModelDraft draft, bool isPlanted) => new Rewired(draft.Net(), (net, x) => net.Forward(isPlanted ? x * 0 : x));

    // [batch, 6] read as [6, batch] and turned: each row is made of several items.
    private static Module ViewMixUp(ModelDraft draft, bool isPlanted) =>
        new Rewired(draft.Net(), (net, x) => net.Forward(isPlanted ? x.Reshape(ModelDraft.Columns, x.Shape[0]).Permute(1, 0).Contiguous() : x));

    private static Module DropoutOn(ModelDraft draft, bool isPlanted) => new Sequential(
        new Linear(ModelDraft.Columns, 24),
        isPlanted ? new AlwaysDropping(new RandomStream((long)draft.Seed, "fault")) : new Dropout(0.5),
        new ReLU(),
        new Linear(24, draft.Outputs)).Initialize((long)draft.Seed);

    private static Module NormInTraining(ModelDraft draft, bool isPlanted) => new Sequential(
        new Linear(ModelDraft.Columns, 24, new LinearOptions { Bias = false }),
        isPlanted ? new AlwaysTraining(24) : new BatchNorm1d(24),
        new ReLU(),
        new Linear(24, draft.Outputs)).Initialize((long)draft.Seed);

    private static Module BatchMean(ModelDraft draft, bool isPlanted) => new Sequential(
        new Linear(ModelDraft.Columns, 24),
        new ReLU(),
        isPlanted ? new BatchMeanRemoved() : new Identity(),
        new Linear(24, draft.Outputs)).Initialize((long)draft.Seed);

    private static Module DeadUnits(ModelDraft draft, bool isPlanted) => draft.Net().WithDeadUnits("0.bias", isPlanted ? 18 : 0);

    private static Module Deep(ModelDraft draft) => new Sequential(
        new Linear(ModelDraft.Columns, 32), new ReLU(), new Linear(32, 32), new ReLU(), new Linear(32, 32), new ReLU(), new Linear(32, draft.Outputs)).Initialize((long)draft.Seed);

    // The six columns are six times of one number: [batch, 6, 1] to [batch, 6, 8].
    private static CheckReport Sequence(ModelDraft draft, bool isPlanted, CancellationToken cancellationToken)
    {
        Module Create() => new Rewired(
            new Gru(1, 8, new RecurrentLayerOptions { BatchFirst = true, Bidirectional = isPlanted }),
            (gru, x) => gru.Forward(x.Reshape(x.Shape[0], ModelDraft.Columns, 1))).Initialize((long)draft.Seed);
        return Causality(draft, Create, cancellationToken);
    }

    // [batch, 6, 1] spread over four channels, so that the times attend to each other.
    private static CheckReport Attention(ModelDraft draft, bool isPlanted, CancellationToken cancellationToken)
    {
        Module Create() => new Rewired(
            new MultiheadAttention(4, 2, new MultiheadAttentionOptions { IsCausal = !isPlanted }),
            (attention, x) => attention.Forward(x.Reshape(x.Shape[0], ModelDraft.Columns, 1) * Tensor.From([1f, -1f, 0.5f, 2f], [4]))).Initialize((long)draft.Seed);
        return Causality(draft, Create, cancellationToken);
    }

    private static CheckReport Causality(ModelDraft draft, Func<Module> create, CancellationToken cancellationToken) =>
        new CheckSuite([new CausalityCheck(new ModelProbe(() => draft.Learner(create())))]).Run(null, cancellationToken);
}
