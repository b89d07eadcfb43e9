using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Learner
{
    private IReadOnlyList<ParameterGroup>? _groups;

    /// <summary>Freezes all parameter groups but the last; fastai's <c>freeze</c>.</summary>
    public void Freeze() => FreezeTo(-1);

    /// <summary>Lets all parameter groups learn again; fastai's <c>unfreeze</c>.</summary>
    public void Unfreeze() => FreezeTo(0);

    /// <summary>Freezes the groups before one; the optimizer starts anew. fastai's <c>freeze_to</c>.</summary>
    /// <remarks>Normalization layers learn on in frozen groups unless <see cref="LearnerOptions.TrainBn"/> is false.</remarks>
    /// <param name="group">The first group that learns; negative numbers count from the end.</param>
    /// <exception cref="HoneException">There is no such group.</exception>
    public void FreezeTo(int group)
    {
        IReadOnlyList<ParameterGroup> groups = _groups = MakeGroups();
        int first = group < 0 ? groups.Count + group : group;
        if (first < 0 || first > groups.Count)
        {
            throw new HoneException($"A group of a model with {groups.Count} parameter groups lies in {-groups.Count}..{groups.Count}.", $"{group}", nameof(FreezeTo), "give LearnerOptions.Groups to split the model");
        }

        for (int i = 0; i < groups.Count; i++)
        {
            foreach (Parameter parameter in groups[i].Parameters)
            {
                parameter.RequiresGrad = i >= first || (Options.TrainBn && parameter.Kind == ParameterKind.Normalization);
            }
        }

        _optimizer = null;
    }

    /// <summary>Whether the optimizer has been made.</summary>
    internal bool HasOptimizer => _optimizer is not null;

    /// <summary>Makes the optimizer anew over groups that it had before; null forgets it, to be made at its next use.</summary>
    internal void ReplaceOptimizer(IReadOnlyList<ParameterGroup>? groups)
    {
        _groups = groups;
        _optimizer = groups is null ? null : MakeOptimizer();
    }

    private Optimizer MakeOptimizer()
    {
        IReadOnlyList<ParameterGroup> groups = _groups ?? MakeGroups();
        _groups = null;
        return Options.Optimizer?.Invoke(groups) ?? new AdamW(groups);
    }

    private IReadOnlyList<ParameterGroup> MakeGroups()
    {
        IReadOnlyList<ParameterGroup> groups = Options.Groups?.Invoke(Model) ?? [new ParameterGroup(Model.Parameters())];
        foreach (ParameterGroup group in groups)
        {
            group.LearningRate = Options.LearningRate;
            group.WeightDecay = Options.WeightDecay ?? group.WeightDecay;
        }

        return groups;
    }
}
