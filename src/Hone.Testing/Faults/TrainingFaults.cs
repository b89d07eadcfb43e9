using Hone.Learn;
using Hone.Method;
using Hone.Nn;

namespace Hone.Testing;

/// <summary>Trainings that cannot work, and scores that have other reasons than what was learned.</summary>
internal static class TrainingFaults
{
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        Fault("a learning rate that is too high", "model/learning-rate-too-high", Severity.Error, "is too high", "(valley)", (draft, isPlanted, token) => Rate(draft, isPlanted ? 100 : 1e-2, token)),
        Fault("a learning rate that is too low", "model/learning-rate-too-low", Severity.Warn, "is too low", "(valley)", (draft, isPlanted, token) => Rate(draft, isPlanted ? 1e-7 : 1e-2, token)),
        Fault("inputs that cannot tell items apart", "model/overfit-batch", Severity.Error, "one batch cannot be learned by heart", "labels out of line with inputs", Coarse),
        Fault("labels shuffled against the inputs", "model/below-baseline", Severity.Error, "labels may not belong to their inputs", "shuffled or shifted labels", (draft, isPlanted, token) => Mislabeled(draft, isPlanted, labels => Shuffled(draft, labels), token)),
        Fault("labels shifted by one item", "model/below-baseline", Severity.Error, "labels may not belong to their inputs", "shuffled or shifted labels", (draft, isPlanted, token) => Mislabeled(draft, isPlanted, labels => [labels[^1], .. labels[..^1]], token)),
        Fault("weights that all start at zero", "model/below-baseline", Severity.Error, "the model has learned nothing", "the learning rate, frozen layers", ZeroWeights),
        Fault("a recipe that does not read the labels it is given", "leak/shuffled-labels", Severity.Error, "taught shuffled labels still answers rightly", "does not read the labels it is given", OtherLabels),
        Fault("a trained model that never looked at its input", "model/ignores-input", Severity.Error, "the model ignores its input", "look at one batch just before the net", NeverLooked),
        Fault("capacity that changes nothing", "model/capacity", Severity.Warn, "twice the width does not lower the training loss", "the learning rate", Capacity),
    ];

    private static PlantedFault Fault(string name, string id, Severity severity, string cause, string fix, Func<ModelDraft, bool, CancellationToken, CheckReport> look) => PlantedFault.Of(
        FaultKind.Training,
        name,
        id,
        severity,
        cause,
        fix,
        (seed, isPlanted, cancellationToken) => look(new ModelDraft(seed), isPlanted, cancellationToken));

    /// <summary>Two classes of 61% and 39%, and enough validation items to tell a guess from an answer.</summary>
    private static ModelDraft ForScores(ModelDraft draft) => draft with { Items = 480, TrainShare = 0.5, Classes = 2, Boundary = 0.3 };

    private static CheckReport Rate(ModelDraft draft, double rate, CancellationToken cancellationToken) =>
        (draft with { Options = draft.Options with { LearningRate = rate } }).Suite((Func<Learner>?)null, cancellationToken);

    // One sign is left of six columns: two different inputs for three classes.
    private static CheckReport Coarse(ModelDraft draft, bool isPlanted, CancellationToken cancellationToken) => (draft with
    {
        ChangeRow = (_, row) =>
        {
            float sign = MathF.Sign(row[3]);
            for (int i = 0; i < row.Length && isPlanted; i++)
            {
                row[i] = i == 3 ? sign : 0;
            }
        },
    }).Suite((Func<Learner>?)null, cancellationToken);

    private static int[] Shuffled(ModelDraft draft, int[] labels)
    {
        int[] shuffled = [.. labels];
        new FaultRandom(draft.Seed + 1).Shuffle(shuffled);
        return shuffled;
    }

    private static CheckReport Mislabeled(ModelDraft draft, bool isPlanted, Func<int[], int[]> change, CancellationToken cancellationToken) =>
        Run(new BelowBaselineCheck((ForScores(draft) with { ChangeLabels = isPlanted ? change : null }).Trained()), cancellationToken);

    private static CheckReport ZeroWeights(ModelDraft draft, bool isPlanted, CancellationToken cancellationToken)
    {
        // Nothing but the last bias ever gets a gradient: the model always answers alike.
        ModelDraft scored = ForScores(draft);
        return Run(new BelowBaselineCheck(scored.Trained(scored.Net(64).Scaled(isPlanted ? 0 : 1))), cancellationToken);
    }

    private static CheckReport OtherLabels(ModelDraft draft, bool isPlanted, CancellationToken cancellationToken)
    {
        ModelDraft scored = ForScores(draft);
        return Run(new ShuffledLabelsCheck(scored.Loaders(), data => scored.Trained(data: isPlanted ? scored.Loaders() : data), draft.Seed), cancellationToken);
    }

    private static CheckReport NeverLooked(ModelDraft draft, bool isPlanted, CancellationToken cancellationToken)
    {
        ModelDraft scored = ForScores(draft);
        return Run(new ZeroInputCheck(scored.Trained(new Rewired(scored.Net(), (net, x) => net.Forward(isPlanted ? x * 0 : x)))), cancellationToken);
    }

    // What the wider layer says is not used: the answer is a bias.
    private static CheckReport Capacity(ModelDraft draft, bool isPlanted, CancellationToken cancellationToken)
    {
        Learner Create(int width, long seed)
        {
            ModelDraft seeded = draft with { Seed = draft.Seed + (100 * (ulong)seed) };
            return seeded.Learner(new Rewired(seeded.Net(3 * width), (net, x) => net.Forward(isPlanted ? x * 0 : x)));
        }

        return Run(new CapacityCheck(Create, epochs: 20), cancellationToken);
    }

    private static CheckReport Run(Check check, CancellationToken cancellationToken) => new CheckSuite([check]).Run(null, cancellationToken);
}
