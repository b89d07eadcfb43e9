namespace Hone.Method;

/// <summary>
/// Asks what a split that mixes past and future costs. Time is the declared column, or is found out: a column of dates, one that never falls, seconds since 1970,
/// else the order of the rows. Where targets of neighbors agree by more than 5 standard deviations of chance, a forest is scored under the present split
/// and on the future: error when the score falls by more than 2 standard errors (warn where only the order of rows says what time is), info otherwise.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class TimeLeakageCheck(CheckedTable table) : Check
{
    private const double SuspiciousZ = 5;
    private const int FewestRows = 50;

    /// <inheritdoc/>
    public override string Id => "leak/time";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.Missing(table.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        if (table.Target is not { } target)
        {
            return CheckResult.NotChecked(Id, "no target: time matters where targets go with it");
        }

        TimeOrder time = TimeOrder.Of(table);
        int[] train = target.Known(table.PartIndex!.Train.Where(row => !double.IsNaN(time.Values[row])));
        int[] valid = target.Known(table.PartIndex.Valid.Where(row => !double.IsNaN(time.Values[row])));
        if (train.Length < FewestRows || valid.Length < FewestRows)
        {
            return CheckResult.NotChecked(Id, $"{train.Length} training and {valid.Length} validation rows with a time and a target: {FewestRows} of each are needed");
        }

        double end = train.Max(row => time.Values[row]);
        int mixed = valid.Count(row => time.Values[row] <= end);
        if (mixed == 0)
        {
            return CheckResult.Pass(Id, $"all {valid.Length} validation rows come after training, by {time.Name} (n = {table.Ids.Count})");
        }

        double z = SerialAgreement.ZScore(target, time.Values);
        if (!(z > SuspiciousZ))
        {
            return Harmless(time, mixed, valid.Length, z);
        }

        var features = new List<CheckFeature>(table.Features().Where(feature => feature.Name != time.Column));
        features.Add(new CheckFeature(time.Name, time.Values, false));
        SplitDamage damage = SplitDamage.OfTime(features, target, table.PartIndex, time.Values, table.Settings.Seed, cancellationToken);
        if (time.Column is null && damage.Drop <= 2 * damage.StandardError)
        {
            return CheckResult.Pass(Id, $"no time is declared, and by the order of the rows {damage} (n = {table.Ids.Count})");
        }

        return CheckResult.Of(Id, "", [FindingOf(time, damage, mixed, valid.Length, z)]);
    }

    private CheckResult Harmless(TimeOrder time, int mixed, int valid, double z)
    {
        string what = $"{mixed} of {valid} validation rows are not later than the last training row by {time.Name}, and targets do not go with time ({CheckText.Number(z)} SD)";
        if (time.Column is null)
        {
            return CheckResult.Pass(Id, $"{what} (n = {table.Ids.Count})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = $"{Id}-mixed",
            Severity = Severity.Info,
            What = what,
            Evidence = $"{time.Name}{(time.IsDeclared ? "" : ", which nobody declared")}",
            N = table.Ids.Count,
            Threshold = $"agreement of neighbors by {SuspiciousZ} SD",
            HowToFix = "split by time if you will predict the future",
            Why = "a random split asks about days whose neighbors were learned",
        }]);
    }

    private Finding FindingOf(TimeOrder time, SplitDamage damage, int mixed, int valid, double z)
    {
        bool isInflated = damage.Drop > 2 * damage.StandardError;
        Severity severity = !isInflated ? Severity.Info : time.Column is null ? Severity.Warn : Severity.Error;
        string cost = isInflated
            ? $"your validation score is inflated by about {CheckText.Number(damage.Drop)} if you will predict the future: {damage}"
            : damage.ToString();
        return new Finding
        {
            Id = Id,
            Severity = severity,
            What = $"{mixed} of {valid} validation rows are not later than the last training row by {time.Name}, and targets that follow each other agree by {CheckText.Number(z)} SD more than by chance; {cost}",
            Evidence = $"{time.Name}{(time.IsDeclared ? "" : ", which nobody declared")}",
            N = table.Ids.Count,
            Threshold = "a drop of 2 standard errors",
            HowToFix = time.Column is null ? "if rows are in the order of time, name the column that says so and split by time" : $"split by time on {time.Name}",
            Why = "between two known days, the day in the middle is easy; tomorrow is not",
        };
    }
}
