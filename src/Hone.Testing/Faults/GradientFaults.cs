using Hone.Learn;
using Hone.Method;
using Hone.Nn;

namespace Hone.Testing;

/// <summary>Parameters that training does not reach.</summary>
internal static class GradientFaults
{
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        Fault("frozen layers forgotten", "model/frozen", Severity.Warn, "2 of 4 parameters are frozen", "call Unfreeze()", (draft, isPlanted) => draft.Learner(draft.Net().Frozen(isPlanted ? "0." : "none"))),
        Fault("a model that is frozen altogether", "model/frozen", Severity.Error, "all 4 parameters are frozen", "call Unfreeze()", (draft, isPlanted) => draft.Learner(draft.Net().Frozen(isPlanted ? "" : "none"))),
        Fault("parameters that the optimizer does not hold", "model/not-in-optimizer", Severity.Error, "2 of 4 trainable parameters are in no group", "LearnerOptions.Groups", Forgotten),
        Fault("a layer whose result is thrown away", "model/gradients-missing", Severity.Error, "second.weight", "the output does not depend on", (draft, isPlanted) => draft.Learner(WithSecond(draft, isPlanted ? null : 0.5f))),
        Fault("a layer whose result is multiplied by zero", "model/gradients-all-zero", Severity.Error, "second.weight", "an output that is not used", (draft, isPlanted) => draft.Learner(WithSecond(draft, isPlanted ? 0 : 0.5f))),
    ];

    private static PlantedFault Fault(string name, string id, Severity severity, string cause, string fix, Func<ModelDraft, bool, Learner> plant) => PlantedFault.Of(
        FaultKind.Model,
        name,
        id,
        severity,
        cause,
        fix,
        (seed, isPlanted, cancellationToken) =>
        {
            var draft = new ModelDraft(seed);
            return draft.Suite(() => plant(draft, isPlanted), cancellationToken);
        });

    private static Learner Forgotten(ModelDraft draft, bool isPlanted) => (draft with
    {
        Options = draft.Options with { Groups = model => [new ParameterGroup(model.Parameters().Skip(isPlanted ? 2 : 0))] },
    }).Learner();

    private static Severed WithSecond(ModelDraft draft, float? share) => new Severed(draft.Outputs, share).Initialize((long)draft.Seed);
}
