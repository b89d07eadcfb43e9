// Tables: who earns more than 50,000 dollars a year; forest, boosting, net and their mean. What is done stands in AdultRecipe.cs.
// dotnet run -c Release --project samples/Adult -- DATA-FOLDER [epochs] [seed]      (three seeds of it: hone reproduce adult)
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
Console.WriteLine(AdultRecipe.Run(experiment));
