namespace Hone.Learn;

/// <summary>How a table is prepared; the defaults are those of fastai's examples.</summary>
public sealed record TabularOptions
{
    /// <summary>Columns to predict; fastai's <c>y_names</c>.</summary>
    public required IReadOnlyList<string> YNames { get; init; }

    /// <summary>Categorical columns; null takes those of <see cref="TabularNames.ContCatSplit"/>. fastai's <c>cat_names</c>.</summary>
    public IReadOnlyList<string>? CatNames { get; init; }

    /// <summary>Continuous columns; null takes those of <see cref="TabularNames.ContCatSplit"/>. fastai's <c>cont_names</c>.</summary>
    public IReadOnlyList<string>? ContNames { get; init; }

    /// <summary>Columns of dates that are taken apart first, in new rows too; what comes of them has roles like every other column. None unless told: dates that nobody takes apart are left out.</summary>
    public IReadOnlyList<TabularDate> Dates { get; init; } = [];

    /// <summary>What is done to the columns, learned from the training rows alone, in the order of <see cref="TabularProc.Order"/>.</summary>
    public IReadOnlyList<TabularProc> Procs { get; init; } = [new Categorify(), new FillMissing(), new NormalizeColumns()];

    /// <summary>Which rows are for training and which for validation; a random fifth for validation unless told. Identities are the positions of the rows.</summary>
    public Splitter Splitter { get; init; } = new RandomSplitter();

    /// <summary>Whether the target is a category or a number; inferred from its column.</summary>
    public TabularTarget Target { get; init; } = TabularTarget.Inferred;

    /// <summary>Classes of an ordinal target from the lowest to the highest, as they are written; null sorts them by value, which says nothing for words and is an error there.</summary>
    public IReadOnlyList<string>? Levels { get; init; }

    /// <summary>
    /// Classes of a target that is a category, as they are written, kept in this order (the order of a category in pandas); a label that is none of them is an error that names its row. Null, the default,
    /// sorts the values of the training rows. For an ordinal target there is <see cref="Levels"/>; for columns that are learned from, <see cref="Categorify"/>.
    /// </summary>
    public IReadOnlyList<string>? Vocab { get; init; }

    /// <summary>In which units numbers are learned: <see cref="TabularData.Targets"/>, loaders and so the models have them; as they are unless told.</summary>
    public TargetScale TargetScale { get; init; }
}
