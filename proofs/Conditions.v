(* The conditions of a theorem, read off its type by Coq itself.

   conditions_of T    == the proposition that something meets every hypothesis of
                         T: what T says of all x is asked for as "there is an x",
                         each hypothesis is asked for, and the conclusion is
                         replaced by True. An example of this type shows that T
                         does not speak of nothing.

   The files Met*.v hold one example for each audited theorem, named after it;
   Scripts/proofs has Coq check that each has this very type.                 *)

From mathcomp Require Import ssreflect.

Ltac gather t :=
  lazymatch t with
  | ?P -> ?Q =>
      lazymatch type of P with
      | Prop => refine (P /\ _); gather Q
      | _ => refine (exists _ : P, _); gather Q
      end
  | forall x : ?T, @?Q x =>
      let y := fresh x in
      refine (exists y : T, _);
      let q := eval cbv beta in (Q y) in gather q
  | _ => exact True
  end.

Ltac conditions_of e :=
  let t := type of e in
  let t := eval cbv beta zeta in t in gather t.
