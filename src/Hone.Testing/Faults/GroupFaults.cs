using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>Persons that are in two parts.</summary>
internal static class GroupFaults
{
    private const int Patients = 40;
    private const int RowsOfPatient = 30;

    public static IReadOnlyList<DataFault<FaultyTable>> All { get; } =
    [
        new("patients under a random split, undeclared", FaultSuite.Leak, "leak/groups", true, "patient looks like an undeclared group", "split by group", (seed, isPlanted) => OfPatients(seed, isPlanted)),
        new("patients under a random split, declared", FaultSuite.Split, "split/groups", true, "groups of column patient", "split by group", (seed, isPlanted) => OfPatients(seed, isPlanted) with { Group = "patient" }),
    ];

    /// <summary>40 patients with 30 rows each. A patient has values and an answer of its own; the twin keeps each patient in one part.</summary>
    private static FaultyTable OfPatients(ulong seed, bool isPlanted)
    {
        const int Rows = Patients * RowsOfPatient;
        var draft = new TableDraft(seed, Rows);
        var patients = new string[Rows];
        int[] order = Enumerable.Range(0, Patients).ToArray();
        draft.Random.Shuffle(order);
        for (int patient = 0; patient < Patients; patient++)
        {
            double first = 3 * draft.Random.Normal();
            double second = 3 * draft.Random.Normal();
            bool isIll = draft.Random.Chance(0.5);
            for (int visit = 0; visit < RowsOfPatient; visit++)
            {
                int row = (patient * RowsOfPatient) + visit;
                patients[row] = $"p{patient:D3}";
                draft.First[row] = first + (0.2 * draft.Random.Normal());
                draft.Second[row] = second + (0.2 * draft.Random.Normal());
                draft.Label[row] = isIll != draft.Random.Chance(0.1) ? "yes" : "no";
                draft.Part[row] = isPlanted ? draft.Part[row] : order[patient] < 24 ? "train" : order[patient] < 32 ? "valid" : "test";
            }
        }

        draft.Add(new CategoricalColumn("patient", patients));
        return draft.Build();
    }
}
