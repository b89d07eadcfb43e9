using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// The split interview: five questions about how the model will be used, answered as far as the columns can, and the strategy that
/// follows. A validation part is honest when its items differ from the training items as the future will.
/// </summary>
public static class SplitAdvisor
{
    /// <summary>From this ratio of the largest to the smallest class on, classes count as imbalanced.</summary>
    public const double ImbalanceRatio = 3;

    /// <summary>Suggests a strategy.</summary>
    /// <remarks>
    /// Time and entities: by time, seen entities counted (or left out where new ones are expected). Time: the last slice. Entities that will
    /// be new: by group, stratified where classes are imbalanced. Otherwise stratified by chance, but only when someone said that there
    /// is neither time nor entity: no column can prove that.
    /// </remarks>
    /// <param name="table">The columns of the data, one row per item.</param>
    /// <param name="target">The column that is predicted; it is no evidence for anything.</param>
    /// <param name="answers">What the person says; it wins over what the columns propose.</param>
    /// <exception cref="SplitException">A named column does not exist, or its dates cannot be read: the message shows three rows and asks for a format.</exception>
    public static SplitAdvice Suggest(Frame table, string target, SplitAnswers? answers = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        SplitAnswers said = answers ?? new SplitAnswers();
        RequireColumn(table, said.TimeColumn, "--time");
        RequireColumn(table, said.EntityColumn, "--by");

        // 1. The questions, with the columns as proposals.
        (SplitQuestion future, string? time) = Future(table, target, said);
        (SplitQuestion shares, string? entity) = Shares(table, target, said);
        SplitQuestion fresh = Fresh(shares.Answer, entity, said);
        SplitQuestion imbalanced = Imbalanced(table, target, said);
        SplitQuestion given = Given(table, target, said, entity);

        // 2. The decision.
        var known = new SplitAnswers
        {
            PredictsFuture = future.Answer,
            TimeColumn = time,
            DateFormat = said.DateFormat,
            SharesEntity = shares.Answer,
            EntityColumn = entity,
            NewEntities = fresh.Answer,
            IsImbalanced = imbalanced.Answer,
            HasGivenTest = given.Answer,
        };
        (SplitStrategy? strategy, string reason) = Decide(known, table.Contains(target) ? table[target].Kind : null);
        return new SplitAdvice
        {
            Questions = [future, shares, fresh, imbalanced, given],
            Answers = known,
            Strategy = strategy,
            Reason = reason,
        };
    }

    private static (SplitStrategy?, string) Decide(SplitAnswers known, ColumnKind? target)
    {
        bool future = known.PredictsFuture == true;
        bool entity = known.SharesEntity == true;
        if (future && known.TimeColumn is null)
        {
            return (null, "The future is predicted, and no column says when a row happened: name it with --time.");
        }

        if (entity && known.EntityColumn is null)
        {
            return (null, "Rows share an entity, and no column names it: name it with --by.");
        }

        if (future && entity)
        {
            return (SplitStrategy.GroupTime, known.NewEntities == true
                ? $"Later rows (by '{known.TimeColumn}') validate; each '{known.EntityColumn}' that is new at use time must be new in validation too, so those of the past are left out or counted."
                : $"Later rows (by '{known.TimeColumn}') validate, because the model predicts the future of each '{known.EntityColumn}' whose past it knows.");
        }

        if (future)
        {
            return (SplitStrategy.Time, $"The last slice by '{known.TimeColumn}' validates, because the model will predict days after those that it learned from.");
        }

        if (entity && known.NewEntities == true)
        {
            return known.IsImbalanced == true
                ? (SplitStrategy.StratifiedGroup, $"Each '{known.EntityColumn}' is in one part only, because the model will meet new ones, and the classes are imbalanced, so their shares are kept.")
                : (SplitStrategy.Group, $"Each '{known.EntityColumn}' is in one part only, because the model will meet new ones.");
        }

        if (entity && known.NewEntities is null)
        {
            return (null, $"Will the model meet a new '{known.EntityColumn}' when it is used? (--new-entities yes or no)");
        }

        if (known.PredictsFuture is null || known.SharesEntity is null)
        {
            string open = known.PredictsFuture is null && known.SharesEntity is null
                ? "whether the future is predicted (--time COLUMN or none) and whether rows share an entity (--by COLUMN or none)"
                : known.PredictsFuture is null ? "whether the future is predicted (--time COLUMN or none)" : "whether rows share an entity (--by COLUMN or none)";
            return (null, $"No column says {open}.");
        }

        const string Because = "because rows are neither ordered in time nor share an entity";
        string within = target switch
        {
            null => "",
            ColumnKind.Text or ColumnKind.Bool => " within each class",
            _ => " within each quantile of the target",
        };
        if (known.HasGivenTest == true)
        {
            return (SplitStrategy.GivenTest, $"The test part came with the data; the rest is divided by chance{within}, {Because}.");
        }

        return (target is null ? SplitStrategy.Random : SplitStrategy.Stratified, $"By chance{within}, {Because}.");
    }

    private static (SplitQuestion Question, string? Column) Future(Frame table, string target, SplitAnswers said)
    {
        const string Text = "Will you predict the future?";
        if (said.PredictsFuture == false)
        {
            return (new SplitQuestion(Text, false, "you said so"), null);
        }

        FrameColumn? column = said.TimeColumn is string named ? table[named] : ColumnHints.Time(table, target);
        if (column is null)
        {
            return (new SplitQuestion(Text, said.PredictsFuture, said.PredictsFuture is null ? "no column has dates" : "you said so; no column has dates"), null);
        }

        DateTime?[] times = TimeValues.Read(column, said.DateFormat);
        DateTime[] there = [.. times.OfType<DateTime>()];
        string range = there.Length == 0 ? "no values" : $"{Moments.Text(there.Min())} to {Moments.Text(there.Max())}";
        return (new SplitQuestion(Text, true, $"column '{column.Name}': {range}{(said.TimeColumn is null ? "" : ", as you said")}"), column.Name);
    }

    private static (SplitQuestion Question, string? Column) Shares(Frame table, string target, SplitAnswers said)
    {
        const string Text = "Do rows share an entity, such as a person, a patient, a boat, a document, a session, a camera?";
        if (said.SharesEntity == false)
        {
            return (new SplitQuestion(Text, false, "you said so"), null);
        }

        FrameColumn? column = said.EntityColumn is string named ? table[named] : ColumnHints.Entity(table, target);
        if (column is null)
        {
            return (new SplitQuestion(Text, said.SharesEntity, said.SharesEntity is null ? "no column looks like one" : "you said so; no column looks like one"), null);
        }

        int distinct = Enumerable.Range(0, column.Count).Select(column.TextAt).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        string evidence = $"column '{column.Name}': {distinct} different in {column.Count} rows{(said.EntityColumn is null ? "" : ", as you said")}";
        return (new SplitQuestion(Text, true, evidence), column.Name);
    }

    private static SplitQuestion Fresh(bool? shares, string? entity, SplitAnswers said)
    {
        const string Text = "Will new entities appear when the model is used?";
        if (said.NewEntities is bool answer)
        {
            return new SplitQuestion(Text, answer, "you said so");
        }

        return shares == true && entity is not null
            ? new SplitQuestion(Text, true, "assumed, because it is the harder case; --new-entities no if you only meet known ones")
            : new SplitQuestion(Text, null, "there is no entity to ask about");
    }

    private static SplitQuestion Imbalanced(Frame table, string target, SplitAnswers said)
    {
        const string Text = "Are the classes imbalanced?";
        if (said.IsImbalanced is bool answer)
        {
            return new SplitQuestion(Text, answer, "you said so");
        }

        if (!table.Contains(target) || table[target].Kind is not (ColumnKind.Text or ColumnKind.Bool))
        {
            return new SplitQuestion(Text, false, table.Contains(target) ? $"'{target}' is a number" : $"'{target}' is no column of classes");
        }

        FrameColumn labels = table[target];
        int[] counts = [.. Enumerable.Range(0, labels.Count).Select(labels.TextAt).OfType<string>().GroupBy(label => label, StringComparer.Ordinal).Select(group => group.Count()).Order()];
        bool isImbalanced = counts.Length > 1 && counts[^1] >= ImbalanceRatio * counts[0];
        string evidence = counts.Length == 0
            ? $"'{target}' has no values"
            : string.Create(CultureInfo.InvariantCulture, $"{counts.Length} classes of {counts[0]} to {counts[^1]} rows");
        return new SplitQuestion(Text, isImbalanced, evidence);
    }

    private static SplitQuestion Given(Frame table, string target, SplitAnswers said, string? entity)
    {
        const string Text = "Did a test part come with the data?";
        if (said.HasGivenTest is bool answer)
        {
            return new SplitQuestion(Text, answer, "you said so");
        }

        FrameColumn? parts = ColumnHints.Parts(table, target);
        return parts is null
            ? new SplitQuestion(Text, false, "no column or folder says so")
            : new SplitQuestion(Text, true, $"column '{parts.Name}'{SharedWithTest(table, parts, entity)}");
    }

    /// <summary>How many entities of the given test part are in the training part too: a test of strangers must have none.</summary>
    private static string SharedWithTest(Frame table, FrameColumn parts, string? entity)
    {
        if (entity is null)
        {
            return "";
        }

        ILookup<string?, string> entities = Enumerable.Range(0, table.RowCount)
            .Where(row => !table[entity].IsMissing(row))
            .ToLookup(row => PredefinedParts.WordOf(parts.TextAt(row) ?? ""), row => table[entity].TextAt(row)!);
        HashSet<string> tested = entities["test"].ToHashSet(StringComparer.Ordinal);
        int shared = entities["train"].Distinct(StringComparer.Ordinal).Count(tested.Contains);
        return tested.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {shared} of the {tested.Count} different '{entity}' of its test part are in training too");
    }

    private static void RequireColumn(Frame table, string? name, string option)
    {
        if (name is not null && !table.Contains(name))
        {
            throw new SplitException(
                ExitCode.Usage, $"one of the columns {string.Join(", ", table.Names.Take(20))}", $"'{name}' after {option}", "the split interview", "look at the spelling and the case");
        }
    }
}
