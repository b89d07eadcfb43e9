// House prices: boosting, forest and net over categories, and their mean. What is done stands in AmesRecipe.cs.
// dotnet run -c Release --project samples/Ames -- DATA-FOLDER [epochs] [seed]      (three seeds of it: hone reproduce ames)
using Hone.Learn;
using Hone.Method;
using Hone.Samples;

var experiment = new Experiment
{
    Data = new() { SharedFolder = args.ElementAtOrDefault(0), AllowDownload = true },
    Epochs = args.Length > 1 ? int.Parse(args[1]) : null,
    Seed = args.Length > 2 ? long.Parse(args[2]) : 1,
    Say = Console.WriteLine,
    Progress = new ConsoleProgress(),
};
Console.WriteLine(AmesRecipe.Run(experiment));
